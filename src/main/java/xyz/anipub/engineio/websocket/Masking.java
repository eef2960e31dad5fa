package xyz.anipub.engineio.websocket;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Takes the mask off a client's bytes, or puts it on, which is the same (RFC 6455 section 5.3). */
final class Masking {

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private Masking() {}

    /**
     * Masks in place, eight bytes at a time.
     *
     * @param key the key's four bytes, that of the first byte uppermost
     * @return the key for the byte at {@code to}
     */
    static int apply(int key, byte[] bytes, int from, int to) {
        long wide = (long) key << Integer.SIZE | key & 0xffff_ffffL;
        int at = from;
        for (; to - at >= Long.BYTES; at += Long.BYTES) {
            LONGS.set(bytes, at, (long) LONGS.get(bytes, at) ^ wide);
        }
        int next = key;
        for (; at < to; at++) {
            next = Integer.rotateLeft(next, Byte.SIZE);
            bytes[at] ^= (byte) next;
        }
        return next;
    }
}
