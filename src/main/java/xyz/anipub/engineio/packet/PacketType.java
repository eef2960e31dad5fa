package xyz.anipub.engineio.packet;

/** The seven packet types of protocol section 1.4, with the digit that names each on the wire. */
public enum PacketType {
    OPEN('0'),
    CLOSE('1'),
    PING('2'),
    PONG('3'),
    MESSAGE('4'),
    UPGRADE('5'),
    NOOP('6');

    private final char digit;

    PacketType(char digit) {
        this.digit = digit;
    }

    /** The first character of a text packet of this type. */
    public char digit() {
        return digit;
    }
}
