package xyz.anipub.socketio.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Protocol section 3.5: acks in both directions. */
class AckIT {

    private final SuitePeer peer = SuitePeer.open();

    @AfterEach
    void close() {
        peer.close();
    }

    @Test
    void answersWithTheIdOfTheEvent() {
        peer.join();
        peer.say("2456[\"message-with-ack\",1,\"2\",{\"3\":[false]}]");

        assertThat(peer.hear()).isEqualTo("3456[1,\"2\",{\"3\":[false]}]");
    }

    @Test
    void answersWithNothing() {
        peer.join();
        peer.say("20[\"message-with-ack\"]");

        assertThat(peer.hear()).isEqualTo("30[]");
    }

    @Test
    void answersInTheNamespaceOfTheEvent() {
        peer.join("/custom");
        peer.say("2/custom,13[\"message-with-ack\",\"x\"]");

        assertThat(peer.hear()).isEqualTo("3/custom,13[\"x\"]");
    }

    @Test
    void answersWithTheHighestIdThatAJavaScriptClientCounts() {
        peer.join();
        peer.say("29007199254740991[\"message-with-ack\"]");

        assertThat(peer.hear()).isEqualTo("39007199254740991[]");
    }

    @Test
    void answersWithBinary() {
        peer.join();
        peer.say("51-789[\"message-with-ack\",{\"_placeholder\":true,\"num\":0}]")
                .say(1, 2, 3);

        assertThat(peer.hear()).isEqualTo("61-789[{\"_placeholder\":true,\"num\":0}]");
        assertThat(peer.hear()).isEqualTo("<010203>");
    }

    @Test
    void answersAnEventOnce() {
        peer.join();
        peer.say("21[\"answer twice\"]");

        assertThat(peer.hear()).isEqualTo("31[\"first\"]");
        peer.assertHearsNothingElse();
    }

    @Test
    void answersNothingToAnEventWithoutAnId() {
        peer.join();
        peer.say("2[\"message-with-ack\",\"x\"]");

        peer.assertHearsNothingElse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"3123[\"a\",1,{}]", "3[]", "30[]", "60-5[]"})
    void ignoresAnAnswerThatNobodyWaitsFor(String packet) {
        peer.join();
        peer.say(packet);

        peer.assertHearsNothingElse();
    }

    @Test
    void hearsTheAnswerOfTheClient() {
        peer.join();
        String id = ask("\"why\"");
        peer.say("3" + id + "[\"because\",42]");

        assertThat(peer.hear()).isEqualTo("2[\"heard\",[\"because\",42]]");
    }

    @Test
    void hearsABinaryAnswerOfTheClient() {
        peer.join();
        String id = ask("");
        peer.say("61-" + id + "[{\"_placeholder\":true,\"num\":0}]").say(8, 9);

        assertThat(peer.hear()).isEqualTo("51-[\"heard\",[{\"_placeholder\":true,\"num\":0}]]");
        assertThat(peer.hear()).isEqualTo("<0809>");
    }

    @Test
    void hearsOnlyTheFirstAnswerOfTheClient() {
        peer.join();
        String id = ask("");
        peer.say("3" + id + "[1]").say("3" + id + "[2]");

        assertThat(peer.hear()).isEqualTo("2[\"heard\",[1]]");
        peer.assertHearsNothingElse();
    }

    @Test
    void waitsForAnAnswerAsLongAsItWasTold() {
        peer.join();
        String id = ask("");

        assertThat(peer.hear()).isEqualTo("2[\"heard\",\"AckTimeoutException\"]");
        peer.say("3" + id + "[\"late\"]");
        peer.assertHearsNothingElse();
    }

    @Test
    void doesNotTakeTheClientsNumbersForItsOwn() {
        peer.join();
        String id = ask("");
        peer.say("2" + id + "[\"message-with-ack\",\"mine\"]");

        assertThat(peer.hear()).isEqualTo("3" + id + "[\"mine\"]");
        peer.say("3" + id + "[\"yours\"]");
        assertThat(peer.hear()).isEqualTo("2[\"heard\",[\"yours\"]]");
    }

    @Test
    void answersByPolling() {
        PollingPeer polling = new PollingPeer();
        polling.say("0");
        polling.hear();
        polling.hear();
        polling.say("27[\"message-with-ack\",\"x\"]");

        assertThat(polling.hear()).isEqualTo("37[\"x\"]");
    }

    /** Makes the server ask; gives the id of its question. */
    private String ask(String argument) {
        String arguments = argument.isEmpty() ? "" : "," + argument;
        peer.say("2[\"ask me\"" + arguments + "]");
        String question = peer.hear();
        assertThat(question).startsWith("2").endsWith("[\"question\"" + arguments + "]");
        return question.substring(1, question.indexOf('['));
    }
}
