package xyz.anipub.socketio.adapter.redis.codec;

import com.code_intelligence.jazzer.junit.FuzzTest;

/** {@link CodecLaws} for bytes that a fuzzer makes up, on every channel of every family. */
class CodecFuzzTest {

    @FuzzTest
    void messages(byte[] bytes) {
        CodecLaws.holdForBytes(bytes);
    }
}
