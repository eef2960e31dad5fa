package xyz.anipub.engineio.packet;

import com.code_intelligence.jazzer.junit.FuzzTest;

/** {@link RevisionLaws} for HTTP bodies that a fuzzer makes up. */
class PayloadFuzzTest {

    @FuzzTest
    void payloads(byte[] content) {
        for (Revision revision : Revision.values()) {
            RevisionLaws.holdForPayload(revision, new PayloadBody(content, false));
            RevisionLaws.holdForPayload(revision, new PayloadBody(content, true));
        }
    }
}
