package xyz.anipub.bench;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ThreadLocalRandom;

/** Bytes of the two protocols: what a client writes, and how to find its way in what it reads. */
final class Wire {

    private static final int FINAL_TEXT = 0x81;
    private static final int MASKED = 0x80;
    private static final char MARK = '~';
    private static final int MARK_DIGITS = 9;

    /** How long a {@link #mark} is. */
    static final int MARK_LENGTH = MARK_DIGITS + 2;

    private Wire() {}

    /** The request that opens a WebSocket at a path, without any extension. */
    static ByteBuffer upgrade(String host, String path) {
        return ascii("GET " + path + "?EIO=4&transport=websocket HTTP/1.1\r\nHost: " + host
                + "\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13"
                + "\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n");
    }

    /** One final, masked text frame (RFC 6455 section 5.2). */
    static ByteBuffer frame(String text) {
        byte[] content = text.getBytes(StandardCharsets.UTF_8);
        ByteBuffer frame = ByteBuffer.allocate(content.length + 14).put((byte) FINAL_TEXT);
        if (content.length <= 125) {
            frame.put((byte) (MASKED | content.length));
        } else if (content.length <= 0xffff) {
            frame.put((byte) (MASKED | 126)).putShort((short) content.length);
        } else {
            frame.put((byte) (MASKED | 127)).putLong(content.length);
        }
        int mask = ThreadLocalRandom.current().nextInt();
        frame.putInt(mask);
        for (int i = 0; i < content.length; i++) {
            frame.put((byte) (content[i] ^ mask >>> (24 - 8 * (i & 3))));
        }
        return frame.flip();
    }

    /** What makes a message's content unlike any other's, and can be found in its bytes. */
    static String mark(long number) {
        return String.format("~%0" + MARK_DIGITS + "d~", number);
    }

    /** Where a mark begins between two places, which is mostly where it was the last time; -1 if nowhere. */
    static int findMark(ByteBuffer bytes, int from, int to, int guess) {
        if (isMark(bytes, from + guess, to)) {
            return from + guess;
        }
        for (int at = from; at + MARK_LENGTH <= to; at++) {
            if (isMark(bytes, at, to)) {
                return at;
            }
        }
        return -1;
    }

    static int markedNumber(ByteBuffer bytes, int at) {
        return number(bytes, at + 1, at + 1 + MARK_DIGITS);
    }

    /** The decimal number between two places, up to the first character that is no digit. */
    static int number(ByteBuffer bytes, int from, int to) {
        int number = 0;
        for (int at = from; at < to; at++) {
            int digit = bytes.get(at) - '0';
            if (digit < 0 || digit > 9) {
                break;
            }
            number = number * 10 + digit;
        }
        return number;
    }

    static String text(ByteBuffer bytes, int from, int to) {
        byte[] copy = new byte[to - from];
        bytes.get(from, copy);
        return new String(copy, StandardCharsets.UTF_8);
    }

    private static boolean isMark(ByteBuffer bytes, int at, int to) {
        return at + MARK_LENGTH <= to && bytes.get(at) == MARK && bytes.get(at + MARK_LENGTH - 1) == MARK;
    }

    private static ByteBuffer ascii(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
    }
}
