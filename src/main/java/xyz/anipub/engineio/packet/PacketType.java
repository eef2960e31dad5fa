package xyz.anipub.engineio.packet;

/** The seven packet types of protocol section 1.4, with the digit that names each on the wire. */
public enum PacketType {
    OPEN('0', "open"),
    CLOSE('1', "close"),
    PING('2', "ping"),
    PONG('3', "pong"),
    MESSAGE('4', "message"),
    UPGRADE('5', "upgrade"),
    NOOP('6', "noop");

    private final char digit;
    private final String text;

    PacketType(char digit, String text) {
        this.digit = digit;
        this.text = text;
    }

    /** The first character of a text packet of this type. */
    public char digit() {
        return digit;
    }

    /** The protocol's word for it. */
    public String text() {
        return text;
    }
}
