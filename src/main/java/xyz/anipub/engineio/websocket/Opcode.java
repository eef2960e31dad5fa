package xyz.anipub.engineio.websocket;

/** The first byte of a frame (RFC 6455 section 5.2): a final bit, three reserved ones, and what the frame is. */
final class Opcode {

    static final int CONTINUATION = 0x0;
    static final int TEXT = 0x1;
    static final int BINARY = 0x2;
    static final int CLOSE = 0x8;
    static final int PING = 0x9;
    static final int PONG = 0xa;

    static final int FINAL = 0x80;
    static final int RESERVED_BITS = 0x70;
    static final int MASK = 0x0f;

    private Opcode() {}

    static boolean isKnown(int opcode) {
        return opcode <= BINARY || isControl(opcode) && opcode <= PONG;
    }

    static boolean isControl(int opcode) {
        return opcode >= CLOSE;
    }
}
