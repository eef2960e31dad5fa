package xyz.anipub.socketio.msgpack;

import xyz.anipub.socketio.packet.MalformedPacketException;

/** A packet's {@code type}, in the order of its numbers 0 to 4; binary events and acks have none of their own. */
enum PacketType {
    CONNECT,
    DISCONNECT,
    EVENT,
    ACK,
    CONNECT_ERROR;

    private static final PacketType[] BY_NUMBER = values();

    /** @throws MalformedPacketException if there is no such type */
    static PacketType of(long number) {
        if (number < 0 || number >= BY_NUMBER.length) {
            throw new MalformedPacketException("unknown packet type");
        }
        return BY_NUMBER[(int) number];
    }
}
