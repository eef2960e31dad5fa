package xyz.anipub.engineio.websocket;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Makes messages of what a client sends on one WebSocket (RFC 6455 section 5.2), however it is cut on its way.
 *
 * <p>What breaks the protocol is noticed with the byte that does: a frame that is not masked (5.1), has a reserved bit, an
 * unknown opcode or a longer length than it needs (5.2), a fragment out of place (5.4), a control frame that is long or
 * fragmented (5.5), text that is no UTF-8 (8.1), a message that is too long, before any of it is kept (10.4). It is thrown
 * once, when all that came before has been handed on; then, and after a close frame (5.5.1), whatever comes is ignored.
 *
 * <p>A message that lies in one piece is made from it. Of one that comes in pieces, at most twice what has come is kept; and
 * between messages nothing is, besides this object's few dozen bytes. For one thread at a time.
 */
public final class FrameDecoder {

    /** What the next byte belongs to. */
    private enum Part {
        OPCODE,
        LENGTH,
        TWO_BYTE_LENGTH,
        EIGHT_BYTE_LENGTH,
        MASKING_KEY,
        PAYLOAD
    }

    private static final int MASKED = 0x80;
    private static final int LONGEST_SHORT_LENGTH = 125;
    private static final int TWO_BYTES_FOLLOW = 126;
    private static final int LONGEST_TWO_BYTE_LENGTH = 0xffff;

    private final int maxMessageSize;
    private Part next = Part.OPCODE;
    /** Of a long length or the masking key. */
    private byte bytesLeft;

    private byte opcode;
    private boolean isFinal;
    /** Rotated so that the next byte's part of it is uppermost. */
    private int key;
    /** Of the frame's payload. */
    private long left;

    /** TEXT or BINARY from a message's first frame to its last; else CONTINUATION. */
    private byte message = Opcode.CONTINUATION;
    /** Of a text message. */
    private int utf8 = Utf8Validator.COMPLETE;
    /** The message up to here, if it came in pieces. */
    private @Nullable ByteArrayOutputStream pieces;
    /** The same of a control frame. */
    private @Nullable ByteArrayOutputStream controlPieces;

    private boolean over;

    /** @param maxMessageSize the longest message, all fragments together, in bytes on the wire without the mask */
    public FrameDecoder(int maxMessageSize) {
        this.maxMessageSize = maxMessageSize;
    }

    /**
     * Takes what has come. If the buffer has an array, its bytes are unmasked where they are; else they are copied.
     *
     * @param in read up to its limit
     * @throws ProtocolViolationException if the peer breaks the protocol or the limit; only once
     */
    public void decode(ByteBuffer in, FrameSink sink) {
        int length = in.remaining();
        if (in.hasArray()) {
            int from = in.arrayOffset() + in.position();
            in.position(in.limit());
            decode(in.array(), from, from + length, sink);
        } else {
            byte[] copy = new byte[length];
            in.get(copy);
            decode(copy, 0, length, sink);
        }
    }

    /** The same for a part of an array, which is unmasked where it is. */
    public void decode(byte[] bytes, int from, int to, FrameSink sink) {
        boolean taken = false;
        try {
            int at = from;
            while (at < to && !over) {
                if (next != Part.PAYLOAD) {
                    header(bytes[at++]);
                }
                if (next == Part.PAYLOAD) {
                    int end = (int) Math.min(to, at + left);
                    payload(bytes, at, end, sink);
                    at = end;
                }
            }
            taken = true;
        } finally {
            if (!taken) {
                end();
            }
        }
    }

    /** Whether nothing of a frame or message has come whose rest has not: who waits for a rest should not do so for ever. */
    public boolean isBetweenMessages() {
        return over || next == Part.OPCODE && message == Opcode.CONTINUATION;
    }

    private void header(byte read) {
        switch (next) {
            case OPCODE -> opcode(read);
            case LENGTH -> length(read);
            case TWO_BYTE_LENGTH -> longLength(read, LONGEST_SHORT_LENGTH);
            case EIGHT_BYTE_LENGTH -> longLength(read, LONGEST_TWO_BYTE_LENGTH);
            case MASKING_KEY -> {
                key = key << Byte.SIZE | read & 0xff;
                if (--bytesLeft == 0) {
                    next = Part.PAYLOAD;
                }
            }
            case PAYLOAD -> throw new IllegalStateException();
        }
    }

    private void opcode(byte read) {
        if ((read & Opcode.RESERVED_BITS) != 0) {
            throw violation("reserved bit");
        }
        opcode = (byte) (read & Opcode.MASK);
        isFinal = (read & Opcode.FINAL) != 0;
        if (!Opcode.isKnown(opcode)) {
            throw violation("unknown opcode");
        }
        if (Opcode.isControl(opcode)) {
            if (!isFinal) {
                throw violation("fragmented control frame");
            }
        } else if (opcode != Opcode.CONTINUATION) {
            if (message != Opcode.CONTINUATION) {
                throw violation("new message within another");
            }
            message = opcode;
        } else if (message == Opcode.CONTINUATION) {
            throw violation("continuation of no message");
        }
        next = Part.LENGTH;
    }

    private void length(byte read) {
        if ((read & MASKED) == 0) {
            throw violation("frame without mask");
        }
        left = read & ~MASKED & 0xff;
        if (left <= LONGEST_SHORT_LENGTH) {
            lengthIsKnown();
        } else if (Opcode.isControl(opcode)) {
            throw violation("control frame over 125 bytes");
        } else {
            boolean two = left == TWO_BYTES_FOLLOW;
            next = two ? Part.TWO_BYTE_LENGTH : Part.EIGHT_BYTE_LENGTH;
            bytesLeft = (byte) (two ? Short.BYTES : Long.BYTES);
            left = 0;
        }
    }

    private void longLength(byte read, int longestShorter) {
        left = left << Byte.SIZE | read & 0xff;
        if (--bytesLeft > 0) {
            return;
        }
        if (left < 0) {
            throw violation("length with its highest bit set");
        }
        if (left <= longestShorter) {
            throw violation("length in more bytes than it needs");
        }
        lengthIsKnown();
    }

    private void lengthIsKnown() {
        if (!Opcode.isControl(opcode) && left > maxMessageSize - sizeOf(pieces)) {
            throw new ProtocolViolationException(CloseCode.TOO_BIG, "message over " + maxMessageSize + " bytes");
        }
        next = Part.MASKING_KEY;
        bytesLeft = Integer.BYTES;
    }

    private void payload(byte[] bytes, int from, int to, FrameSink sink) {
        key = Masking.apply(key, bytes, from, to);
        left -= to - from;
        if (left == 0) {
            next = Part.OPCODE;
        }
        if (Opcode.isControl(opcode)) {
            control(bytes, from, to, sink);
        } else {
            data(bytes, from, to, sink);
        }
    }

    private void data(byte[] bytes, int from, int to, FrameSink sink) {
        boolean ends = isFinal && left == 0;
        if (message == Opcode.TEXT) {
            utf8 = Utf8Validator.advance(utf8, bytes, from, to);
            if (utf8 == Utf8Validator.INVALID || ends && utf8 != Utf8Validator.COMPLETE) {
                throw new ProtocolViolationException(CloseCode.INVALID_PAYLOAD, "text that is no UTF-8");
            }
        }
        if (!ends) {
            pieces = keep(pieces, bytes, from, to);
            return;
        }
        ByteArrayOutputStream before = pieces;
        boolean isText = message == Opcode.TEXT;
        pieces = null;
        message = Opcode.CONTINUATION;
        if (!isText) {
            sink.binary(whole(before, bytes, from, to));
        } else if (before == null) {
            sink.text(text(bytes, from, to));
        } else {
            before.write(bytes, from, to - from);
            sink.text(before.toString(StandardCharsets.UTF_8));
        }
    }

    private void control(byte[] bytes, int from, int to, FrameSink sink) {
        if (left > 0) {
            controlPieces = keep(controlPieces, bytes, from, to);
            return;
        }
        byte[] payload = whole(controlPieces, bytes, from, to);
        controlPieces = null;
        switch (opcode) {
            case Opcode.PING -> sink.ping(payload);
            case Opcode.PONG -> sink.pong(payload);
            default -> close(payload, sink);
        }
    }

    private void close(byte[] payload, FrameSink sink) {
        end();
        if (payload.length == 0) {
            sink.close(CloseCode.NO_STATUS, "");
            return;
        }
        if (payload.length < Short.BYTES) {
            throw violation("close code of one byte");
        }
        int code = (payload[0] & 0xff) << Byte.SIZE | payload[1] & 0xff;
        if (!CloseCode.isSendable(code)) {
            throw violation("close code that may not be sent");
        }
        int valid = Utf8Validator.advance(Utf8Validator.COMPLETE, payload, Short.BYTES, payload.length);
        if (valid != Utf8Validator.COMPLETE) {
            throw new ProtocolViolationException(CloseCode.INVALID_PAYLOAD, "close reason that is no UTF-8");
        }
        sink.close(code, text(payload, Short.BYTES, payload.length));
    }

    private void end() {
        over = true;
        pieces = null;
        controlPieces = null;
    }

    private static ProtocolViolationException violation(String what) {
        return new ProtocolViolationException(CloseCode.PROTOCOL_ERROR, what);
    }

    private static int sizeOf(@Nullable ByteArrayOutputStream pieces) {
        return pieces == null ? 0 : pieces.size();
    }

    private static @Nullable ByteArrayOutputStream keep(
            @Nullable ByteArrayOutputStream before, byte[] bytes, int from, int to) {
        if (from == to) {
            return before;
        }
        ByteArrayOutputStream kept = before == null ? new ByteArrayOutputStream(to - from) : before;
        kept.write(bytes, from, to - from);
        return kept;
    }

    private static byte[] whole(@Nullable ByteArrayOutputStream before, byte[] bytes, int from, int to) {
        if (before == null) {
            return Arrays.copyOfRange(bytes, from, to);
        }
        before.write(bytes, from, to - from);
        return before.toByteArray();
    }

    private static String text(byte[] bytes, int from, int to) {
        return new String(bytes, from, to - from, StandardCharsets.UTF_8);
    }
}
