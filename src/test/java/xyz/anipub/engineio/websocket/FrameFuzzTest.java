package xyz.anipub.engineio.websocket;

import com.code_intelligence.jazzer.junit.FuzzTest;

/** {@link FrameLaws} for what a fuzzer makes up. */
class FrameFuzzTest {

    @FuzzTest
    void frames(byte[] bytes) {
        FrameLaws.holdFor(bytes);
        FrameLaws.holdForPieces(bytes, 3);
    }
}
