package xyz.anipub.socketio.packet;

/** The first character of a Socket.IO packet (protocol section 3.1). */
enum PacketType {
    CONNECT,
    DISCONNECT,
    EVENT,
    ACK,
    CONNECT_ERROR,
    BINARY_EVENT,
    BINARY_ACK;

    private static final PacketType[] BY_DIGIT = values();

    /** @throws MalformedPacketException if the character is not one of 0 to 6 */
    static PacketType of(char digit) {
        int index = digit - '0';
        if (index < 0 || index >= BY_DIGIT.length) {
            throw new MalformedPacketException("unknown packet type");
        }
        return BY_DIGIT[index];
    }

    char digit() {
        return (char) ('0' + ordinal());
    }

    boolean hasAttachments() {
        return this == BINARY_EVENT || this == BINARY_ACK;
    }
}
