package xyz.anipub.engineio.packet;

import java.util.List;
import java.util.function.Consumer;

/**
 * A revision of the protocol: everything in which the wire of one differs from the other's. A session has one for its
 * whole life, by the query parameter {@code EIO} of its handshake.
 */
public enum Revision {

    /** Engine.IO v4 (protocol section 1): one text form, and payloads of text alone. */
    V4(4, PacketType.PONG) {
        @Override
        public Packet decode(String message) {
            return PacketCodec.decode(message);
        }

        @Override
        public Packet decode(byte[] message) {
            return new Packet.Binary(message);
        }

        @Override
        public void decode(PayloadBody payload, Consumer<Packet> sink) {
            Payload.decode(payload.text(), sink);
        }

        @Override
        public PayloadBody encode(List<EncodedPacket> packets, boolean textOnly) {
            return PayloadBody.ofText(Payload.encode(packets));
        }

        @Override
        public List<EncodedPacket> messages(List<EncodedPacket> packets, boolean textOnly) {
            return textOnly ? packets.stream().map(EncodedPacket::asText).toList() : packets;
        }

        @Override
        String text(Packet packet) {
            return PacketCodec.encode(packet);
        }

        @Override
        byte[] bytes(Packet.Binary message) {
            return message.data();
        }
    },

    /** Engine.IO v3 (protocol section 2): binary messages name their type, and payloads count lengths. */
    V3(3, PacketType.PING) {
        @Override
        public Packet decode(String message) {
            return PacketCodecV3.decode(message);
        }

        @Override
        public Packet decode(byte[] message) {
            return PacketCodecV3.decode(message);
        }

        @Override
        public void decode(PayloadBody payload, Consumer<Packet> sink) {
            if (payload.isBinary()) {
                BinaryPayloadV3.decode(payload.content(), sink);
            } else {
                TextPayloadV3.decode(payload.text(), sink);
            }
        }

        @Override
        public PayloadBody encode(List<EncodedPacket> packets, boolean textOnly) {
            List<EncodedPacket> older = messages(packets, textOnly);
            return older.stream().anyMatch(EncodedPacket::isBinary)
                    ? PayloadBody.ofFrames(BinaryPayloadV3.encode(older))
                    : PayloadBody.ofText(TextPayloadV3.encode(older));
        }

        @Override
        public List<EncodedPacket> messages(List<EncodedPacket> packets, boolean textOnly) {
            return packets.stream()
                    .map(EncodedPacket::inV3)
                    .map(packet -> textOnly ? packet.asText() : packet)
                    .toList();
        }

        @Override
        String text(Packet packet) {
            return PacketCodecV3.encode(packet);
        }

        @Override
        byte[] bytes(Packet.Binary message) {
            return PacketCodecV3.encode(message);
        }
    };

    private final int number;
    private final PacketType sign;

    Revision(int number, PacketType sign) {
        this.number = number;
        this.sign = sign;
    }

    /** @param eio the query parameter {@code EIO}: {@code 4}; anything else, absent or empty too, is revision 3 */
    public static Revision named(String eio) {
        return eio.equals("4") ? V4 : V3;
    }

    /** The revision's number, 3 or 4. */
    public int number() {
        return number;
    }

    /** By which packet a client shows that it lives: a pong that answers, or in revision 3 a ping of its own accord. */
    public PacketType signOfLife() {
        return sign;
    }

    /** Whether a payload may come, and leave, as {@code application/octet-stream}. */
    public boolean hasBinaryPayloads() {
        return this == V3;
    }

    /**
     * Reads a text WebSocket message.
     *
     * @throws MalformedPacketException if it is no packet
     */
    public abstract Packet decode(String message);

    /**
     * Reads a binary WebSocket message. The array belongs to the packet from now on.
     *
     * @throws MalformedPacketException if it is no packet
     */
    public abstract Packet decode(byte[] message);

    /**
     * Hands over the packets of a payload, one by one and in order, so that those before a malformed one are
     * delivered.
     *
     * @throws MalformedPacketException at the first item that is no packet
     */
    public abstract void decode(PayloadBody payload, Consumer<Packet> sink);

    /**
     * The payload of at least one packet.
     *
     * @param textOnly whether the client takes no binary
     */
    public abstract PayloadBody encode(List<EncodedPacket> packets, boolean textOnly);

    /**
     * The packets in the form in which they are messages of a WebSocket; each form made once, however often it is
     * asked for.
     *
     * @param textOnly whether the client takes no binary
     */
    public abstract List<EncodedPacket> messages(List<EncodedPacket> packets, boolean textOnly);

    /** The text form of a packet. */
    abstract String text(Packet packet);

    /** The content of a binary WebSocket message. */
    abstract byte[] bytes(Packet.Binary message);
}
