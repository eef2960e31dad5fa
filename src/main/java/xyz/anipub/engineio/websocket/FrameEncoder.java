package xyz.anipub.engineio.websocket;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Makes the frames that a server sends (RFC 6455 section 5.2): final and without a mask (5.1), so that one may go to any
 * number of clients. The arrays are new; who shares one does not write to it.
 */
public final class FrameEncoder {

    private static final int LONGEST_CONTROL_PAYLOAD = 125;
    private static final int LONGEST_REASON = LONGEST_CONTROL_PAYLOAD - Short.BYTES;
    private static final int LONGEST_SHORT_LENGTH = 125;
    private static final int LONGEST_TWO_BYTE_LENGTH = 0xffff;
    private static final byte TWO_BYTES_FOLLOW = 126;
    private static final byte EIGHT_BYTES_FOLLOW = 127;

    private FrameEncoder() {}

    /** A text message. */
    public static byte[] text(String message) {
        return text(message.getBytes(StandardCharsets.UTF_8));
    }

    /** @param utf8 a text message, which is not looked at */
    public static byte[] text(byte[] utf8) {
        return frame(Opcode.TEXT, utf8);
    }

    /**
     * A text message that begins with one more character.
     *
     * @param first of ASCII
     * @param utf8 what follows; not looked at
     */
    public static byte[] text(char first, byte[] utf8) {
        byte[] frame = begin(Opcode.TEXT, 1 + utf8.length);
        int from = frame.length - utf8.length;
        frame[from - 1] = (byte) first;
        System.arraycopy(utf8, 0, frame, from, utf8.length);
        return frame;
    }

    /** How long the header of such a frame is: where its payload begins. */
    public static int headerLength(byte[] frame) {
        return switch (frame[1]) {
            case TWO_BYTES_FOLLOW -> 2 + Short.BYTES;
            case EIGHT_BYTES_FOLLOW -> 2 + Long.BYTES;
            default -> 2;
        };
    }

    /** A binary message. */
    public static byte[] binary(byte[] message) {
        return frame(Opcode.BINARY, message);
    }

    /** @throws IllegalArgumentException if the payload is longer than 125 bytes (section 5.5) */
    public static byte[] ping(byte[] payload) {
        return control(Opcode.PING, payload);
    }

    /** @throws IllegalArgumentException if the payload is longer than 125 bytes (section 5.5) */
    public static byte[] pong(byte[] payload) {
        return control(Opcode.PONG, payload);
    }

    /**
     * A close frame (section 5.5.1).
     *
     * @param code one that may be sent, or {@link CloseCode#NO_STATUS} for a frame that says nothing, not even the reason
     * @param reason cut to 123 bytes of UTF-8, between two characters
     * @throws IllegalArgumentException if the code may not be sent
     */
    public static byte[] close(int code, String reason) {
        if (code == CloseCode.NO_STATUS) {
            return control(Opcode.CLOSE, new byte[0]);
        }
        if (!CloseCode.isSendable(code)) {
            throw new IllegalArgumentException("close code " + code);
        }
        byte[] said = reason.getBytes(StandardCharsets.UTF_8);
        int length = said.length;
        if (length > LONGEST_REASON) {
            length = LONGEST_REASON;
            while (isWithinCharacter(said[length])) {
                length--;
            }
        }
        ByteBuffer payload = ByteBuffer.allocate(Short.BYTES + length);
        payload.putShort((short) code).put(said, 0, length);
        return control(Opcode.CLOSE, payload.array());
    }

    private static boolean isWithinCharacter(byte utf8) {
        return (utf8 & 0xc0) == 0x80;
    }

    private static byte[] control(int opcode, byte[] payload) {
        if (payload.length > LONGEST_CONTROL_PAYLOAD) {
            throw new IllegalArgumentException("a control frame of " + payload.length + " bytes");
        }
        return frame(opcode, payload);
    }

    private static byte[] frame(int opcode, byte[] payload) {
        byte[] frame = begin(opcode, payload.length);
        System.arraycopy(payload, 0, frame, frame.length - payload.length, payload.length);
        return frame;
    }

    /** A frame whose payload is still to be written, at its end. */
    private static byte[] begin(int opcode, int payloadLength) {
        ByteBuffer frame = ByteBuffer.allocate(headerLength(payloadLength) + payloadLength);
        frame.put((byte) (Opcode.FINAL | opcode));
        if (payloadLength <= LONGEST_SHORT_LENGTH) {
            frame.put((byte) payloadLength);
        } else if (payloadLength <= LONGEST_TWO_BYTE_LENGTH) {
            frame.put(TWO_BYTES_FOLLOW).putShort((short) payloadLength);
        } else {
            frame.put(EIGHT_BYTES_FOLLOW).putLong(payloadLength);
        }
        return frame.array();
    }

    private static int headerLength(int payloadLength) {
        if (payloadLength <= LONGEST_SHORT_LENGTH) {
            return 2;
        }
        return payloadLength <= LONGEST_TWO_BYTE_LENGTH ? 4 : 10;
    }
}
