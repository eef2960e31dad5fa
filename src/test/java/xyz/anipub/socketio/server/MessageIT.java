package xyz.anipub.socketio.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import xyz.anipub.engineio.transport.EngineClient;

/** Protocol sections 3.1, 3.2 and 3.5: events. What must be refused is in {@link MalformedMessageIT}. */
class MessageIT {

    private final SuitePeer peer = SuitePeer.open();

    @AfterEach
    void close() {
        peer.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ",1,\"2\",{\"3\":[true]}",
                ",null,false,1.5,-0.25,9007199254740991",
                ",\"héllo€😀\",\"\\\"\\\\\\n\"",
                ",[],{},[[[]]],{\"a\":{\"b\":[{}]}}",
                ",{\"_placeholder\":true,\"num\":0}"
            })
    void echoesAnyJson(String arguments) {
        peer.join();
        peer.say("2[\"message\"" + arguments + "]");

        assertThat(peer.hear()).isEqualTo("2[\"message-back\"" + arguments + "]");
    }

    @Test
    void echoesInAnotherNamespace() {
        peer.join();
        peer.join("/custom");
        peer.say("2/custom,[\"message\",\"x\"]");

        assertThat(peer.hear()).isEqualTo("2/custom,[\"message-back\",\"x\"]");
    }

    @Test
    void takesANumberForAName() {
        peer.join();
        peer.say("2[1,\"a\",{}]");

        assertThat(peer.hear()).isEqualTo("2[\"one\",\"a\",{}]");
    }

    @Test
    void takesErrorForAName() {
        peer.join();
        peer.say("2[\"error\",\"x\"]");

        assertThat(peer.hear()).isEqualTo("2[\"error-back\",\"x\"]");
    }

    @Test
    void ignoresAnEventThatNobodyHandles() {
        peer.join();
        peer.say("2[\"a\",1,{}]");

        peer.assertHearsNothingElse();
    }

    @Test
    void survivesTheBugOfAHandler() {
        peer.join();
        peer.say("2[\"bug\"]");

        peer.assertHearsNothingElse();
    }

    @Test
    void echoesInOrder() {
        peer.join();
        for (int i = 0; i < 200; i++) {
            peer.say("2[\"message\"," + i + "]");
        }

        for (int i = 0; i < 200; i++) {
            assertThat(peer.hear()).isEqualTo("2[\"message-back\"," + i + "]");
        }
    }

    @Test
    void echoesBinary() {
        peer.join();
        peer.say("52-[\"message\"," + placeholder(0) + "," + placeholder(1) + "]")
                .say(1, 2, 3)
                .say(4, 255);

        assertThat(peer.hear()).isEqualTo("52-[\"message-back\"," + placeholder(0) + "," + placeholder(1) + "]");
        assertThat(peer.hear()).isEqualTo("<010203>");
        assertThat(peer.hear()).isEqualTo("<04ff>");
    }

    @Test
    void echoesBinaryInAnotherNamespace() {
        peer.join("/custom");
        peer.say("51-/custom,[\"message\"," + placeholder(0) + "]").say(1);

        assertThat(peer.hear()).isEqualTo("51-/custom,[\"message-back\"," + placeholder(0) + "]");
        assertThat(peer.hear()).isEqualTo("<01>");
    }

    @Test
    void findsBinaryAtAnyDepth() {
        peer.join();
        String nested = ",{\"a\":[" + placeholder(0) + ",{\"b\":" + placeholder(1) + "}]}]";
        peer.say("52-[\"message\"" + nested).say(1).say(2);

        assertThat(peer.hear()).isEqualTo("52-[\"message-back\"" + nested);
        assertThat(peer.hear()).isEqualTo("<01>");
        assertThat(peer.hear()).isEqualTo("<02>");
    }

    @Test
    void numbersBinaryInTheOrderOfTheDocument() {
        peer.join();
        peer.say("52-[\"message\"," + placeholder(1) + "," + placeholder(0) + "]")
                .say(1)
                .say(2);

        assertThat(peer.hear()).isEqualTo("52-[\"message-back\"," + placeholder(0) + "," + placeholder(1) + "]");
        assertThat(peer.hear()).isEqualTo("<02>");
        assertThat(peer.hear()).isEqualTo("<01>");
    }

    @Test
    void takesOneAttachmentTwice() {
        peer.join();
        peer.say("51-[\"message\"," + placeholder(0) + "," + placeholder(0) + "]")
                .say(7);

        assertThat(peer.hear()).isEqualTo("52-[\"message-back\"," + placeholder(0) + "," + placeholder(1) + "]");
        assertThat(peer.hear()).isEqualTo("<07>");
        assertThat(peer.hear()).isEqualTo("<07>");
    }

    @Test
    void dropsAnAttachmentThatNothingStandsFor() {
        peer.join();
        peer.say("51-[\"message\",\"x\"]").say(7);

        assertThat(peer.hear()).isEqualTo("2[\"message-back\",\"x\"]");
    }

    @Test
    void takesTenAttachments() {
        peer.join();
        peer.say("510-[\"message\"," + placeholder(9) + "]");
        for (int i = 0; i < 10; i++) {
            peer.say(i);
        }

        assertThat(peer.hear()).isEqualTo("51-[\"message-back\"," + placeholder(0) + "]");
        assertThat(peer.hear()).isEqualTo("<09>");
    }

    @Test
    void takesABinaryEventWithoutAttachmentsForAPlainOne() {
        peer.join();
        peer.say("50-[\"message\",\"x\"]");

        assertThat(peer.hear()).isEqualTo("2[\"message-back\",\"x\"]");
        peer.assertHearsNothingElse();
    }

    @Test
    void echoesByPolling() {
        PollingPeer polling = joined();
        polling.say("2[\"message\",\"€\"]" + EngineClient.SEPARATOR + "42[\"message\",2]");

        assertThat(polling.hear()).isEqualTo("2[\"message-back\",\"€\"]");
        assertThat(polling.hear()).isEqualTo("2[\"message-back\",2]");
    }

    @Test
    void echoesBinaryByPolling() {
        PollingPeer polling = joined();
        polling.say("51-[\"message\"," + placeholder(0) + "]" + EngineClient.SEPARATOR + "bAQIDBA==");

        assertThat(polling.hear()).isEqualTo("51-[\"message-back\"," + placeholder(0) + "]");
        assertThat(polling.hear()).isEqualTo("bAQIDBA==");
    }

    private static PollingPeer joined() {
        PollingPeer polling = new PollingPeer();
        polling.say("0");
        polling.hear();
        polling.hear();
        return polling;
    }

    private static String placeholder(int number) {
        return "{\"_placeholder\":true,\"num\":" + number + "}";
    }
}
