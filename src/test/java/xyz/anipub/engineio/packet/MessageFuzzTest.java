package xyz.anipub.engineio.packet;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;

/** {@link RevisionLaws} for WebSocket messages that a fuzzer makes up. */
class MessageFuzzTest {

    @FuzzTest
    void messages(byte[] message) {
        String text = new String(message, StandardCharsets.UTF_8);
        for (Revision revision : Revision.values()) {
            RevisionLaws.holdForMessage(revision, text);
            RevisionLaws.holdForMessage(revision, message);
        }
    }
}
