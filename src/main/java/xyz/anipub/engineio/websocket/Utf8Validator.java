package xyz.anipub.engineio.websocket;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Tells whether bytes are UTF-8 as they come, so that a message fails with its first wrong byte and not with its last
 * (RFC 6455 section 8.1). What has come so far is one number: {@link #COMPLETE}, {@link #INVALID}, or how many bytes of a
 * character are still to come and between which bounds the next is (RFC 3629 section 4).
 */
final class Utf8Validator {

    /** Between two characters; a text begins and ends here. */
    static final int COMPLETE = 0;

    /** Whatever comes, it is no UTF-8. */
    static final int INVALID = -1;

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
    private static final long NOT_ASCII = 0x8080_8080_8080_8080L;

    private Utf8Validator() {}

    /** What has come when, after {@code state}, these bytes have come, too. */
    static int advance(int state, byte[] bytes, int from, int to) {
        int now = state;
        int at = from;
        while (at < to && now != INVALID) {
            if (now == COMPLETE) {
                at = skipAscii(bytes, at, to);
                if (at < to) {
                    now = afterFirst(bytes[at++] & 0xff);
                }
            } else {
                now = afterNext(now, bytes[at++] & 0xff);
            }
        }
        return now;
    }

    private static int skipAscii(byte[] bytes, int from, int to) {
        int at = from;
        while (to - at >= Long.BYTES && ((long) LONGS.get(bytes, at) & NOT_ASCII) == 0) {
            at += Long.BYTES;
        }
        while (at < to && bytes[at] >= 0) {
            at++;
        }
        return at;
    }

    /** The bounds leave out what has a shorter form, surrogates, and what is above U+10FFFF. */
    private static int afterFirst(int first) {
        if (first < 0xc2 || first > 0xf4) {
            return INVALID;
        }
        if (first < 0xe0) {
            return missing(1, 0x80, 0xbf);
        }
        return switch (first) {
            case 0xe0 -> missing(2, 0xa0, 0xbf);
            case 0xed -> missing(2, 0x80, 0x9f);
            case 0xf0 -> missing(3, 0x90, 0xbf);
            case 0xf4 -> missing(3, 0x80, 0x8f);
            default -> missing(first < 0xf0 ? 2 : 3, 0x80, 0xbf);
        };
    }

    private static int afterNext(int state, int next) {
        int lowest = state >> 8 & 0xff;
        int highest = state & 0xff;
        if (next < lowest || next > highest) {
            return INVALID;
        }
        int left = (state >> 16) - 1;
        return left == 0 ? COMPLETE : missing(left, 0x80, 0xbf);
    }

    private static int missing(int bytes, int lowest, int highest) {
        return bytes << 16 | lowest << 8 | highest;
    }
}
