package xyz.anipub.socketio.packet;

import java.util.Optional;

/**
 * A wire format of packets. A server has one, and its clients must have the same: nothing negotiates it.
 *
 * <p>Stateless and thread-safe; what a connection has to remember is in its {@link Decoder}.
 */
public interface Parser {

    /** The protocol's own format: text, and an attachment for each binary value (protocol sections 3.1 and 3.2). */
    static Parser standard() {
        return new StandardParser();
    }

    /**
     * What goes out for a packet; the same for all who receive it.
     *
     * @throws IllegalArgumentException if a packet other than an event or an ack holds a binary value
     */
    EncodedPacket encode(Packet packet);

    /** A decoder for a new connection. */
    Decoder decoder(PacketLimits limits);

    /**
     * Puts the packets of one connection together from its messages, one message at a time. It keeps no more than the
     * {@link PacketLimits} allow. After a {@link MalformedPacketException} the connection has to be closed and the
     * decoder thrown away.
     */
    interface Decoder {

        /**
         * Takes a text message.
         *
         * @return the packet, or nothing if attachments have to follow
         * @throws MalformedPacketException if it is no packet, or not what has to come next
         */
        Optional<Packet> add(String text);

        /**
         * Takes a binary message; the array must not be changed afterwards.
         *
         * @return the packet that is complete with it, or nothing if more attachments have to follow
         * @throws MalformedPacketException if it is no packet, or not what has to come next
         */
        Optional<Packet> add(byte[] message);

        /** The namespace of the packet whose attachments are missing: what keeps memory here belongs to it. */
        Optional<String> awaiting();
    }
}
