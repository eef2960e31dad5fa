package xyz.anipub.engineio.packet;

/** One Engine.IO packet (protocol section 1.4). The data of every text packet is what follows the type digit. */
public sealed interface Packet {

    PacketType type();

    /** The packet's size as a WebSocket message of revision 4, in bytes. */
    default int size() {
        return this instanceof Binary binary ? binary.data().length : 1 + Utf8.length(PacketCodec.data(this));
    }

    /** {@code 0{"sid":…}}: the server's answer to a handshake. The data is JSON. */
    record Open(String data) implements Packet {
        @Override
        public PacketType type() {
            return PacketType.OPEN;
        }
    }

    /** {@code 1}: the sender ends the session. */
    record Close() implements Packet {
        @Override
        public PacketType type() {
            return PacketType.CLOSE;
        }
    }

    /** {@code 2}, or {@code 2probe} on a WebSocket that wants to take a polling session over. */
    record Ping(String data) implements Packet {
        @Override
        public PacketType type() {
            return PacketType.PING;
        }
    }

    /** {@code 3}, or {@code 3probe} in answer to a probe. */
    record Pong(String data) implements Packet {
        @Override
        public PacketType type() {
            return PacketType.PONG;
        }
    }

    /** {@code 4hello}: a text message. */
    record Text(String data) implements Packet {
        @Override
        public PacketType type() {
            return PacketType.MESSAGE;
        }
    }

    /**
     * A binary message: a binary WebSocket message without any type byte, or {@code bAQID} in text. The array is not
     * copied; whoever makes the packet gives it away.
     */
    record Binary(byte[] data) implements Packet {
        @Override
        public PacketType type() {
            return PacketType.MESSAGE;
        }
    }

    /** {@code 5}: the client has finished polling and takes the probed WebSocket. */
    record Upgrade() implements Packet {
        @Override
        public PacketType type() {
            return PacketType.UPGRADE;
        }
    }

    /** {@code 6}: nothing, to release a pending poll. */
    record Noop() implements Packet {
        @Override
        public PacketType type() {
            return PacketType.NOOP;
        }
    }
}
