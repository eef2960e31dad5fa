package xyz.anipub.socketio.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import xyz.anipub.engineio.transport.EngineClient;
import xyz.anipub.engineio.transport.EngineSocket;

/** Protocol sections 3.1, 3.3 and 3.4. */
class ConnectIT {

    private final SuitePeer peer = SuitePeer.open();

    @AfterEach
    void close() {
        peer.close();
    }

    @Test
    void joinsTheMainNamespace() {
        peer.say("0");

        assertThat(SuitePeer.sidOf(peer.hear())).isNotEqualTo(peer.sessionId());
        assertThat(peer.hear()).isEqualTo("2[\"auth\",{}]");
    }

    @Test
    void joinsTheMainNamespaceWithAPayload() {
        peer.say("0{\"token\":\"123\"}");

        SuitePeer.sidOf(peer.hear());
        assertThat(peer.hear()).isEqualTo("2[\"auth\",{\"token\":\"123\"}]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0/custom", "0/custom,"})
    void joinsAnotherNamespaceWithOrWithoutItsComma(String packet) {
        peer.say(packet);

        assertThat(peer.hear()).startsWith("0/custom,{\"sid\":\"");
        assertThat(peer.hear()).isEqualTo("2/custom,[\"auth\",{}]");
    }

    @Test
    void joinsAnotherNamespaceWithAPayload() {
        peer.say("0/custom,{\"token\":\"abc\"}");

        assertThat(peer.hear()).startsWith("0/custom,{\"sid\":\"");
        assertThat(peer.hear()).isEqualTo("2/custom,[\"auth\",{\"token\":\"abc\"}]");
    }

    @Test
    void givesEachNamespaceAnIdOfItsOwn() {
        assertThat(peer.join("/custom")).isNotEqualTo(peer.join()).isNotEqualTo(peer.sessionId());
    }

    @Test
    void refusesAnUnknownNamespaceAndKeepsTheConnection() {
        peer.say("0/random");

        assertThat(peer.hear()).isEqualTo("4/random,{\"message\":\"Invalid namespace\"}");
        peer.join();
    }

    @Test
    void takesAQueryForAPartOfTheName() {
        peer.say("0/custom?token=1,");

        assertThat(peer.hear()).isEqualTo("4/custom?token=1,{\"message\":\"Invalid namespace\"}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            quoteCharacter = '`',
            value = {
                "/refused `4/refused,{\"message\":\"not you\",\"data\":{\"code\":7}}`",
                "/refused-without-data `4/refused-without-data,{\"message\":\"not you\"}`",
            })
    void tellsWhyAMiddlewareRefuses(String namespace, String answer) {
        peer.say("0" + namespace);

        assertThat(peer.hear()).isEqualTo(answer);
        peer.join();
    }

    @Test
    void sendsWhatAMiddlewareEmitsBeforeTheAnswer() {
        peer.say("0/early");

        assertThat(peer.hear()).isEqualTo("2/early,[\"session\",\"s\"]");
        assertThat(peer.hear()).startsWith("0/early,{\"sid\":\"");
    }

    @Test
    void closesTheConnectionThatJoinsTwice() {
        peer.join();
        peer.say("0");

        peer.assertClosed();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2[\"message\",\"x\"]",
                "20[\"message\",\"x\"]",
                "30[]",
                "1",
                "51-[\"message\",{\"_placeholder\":true,\"num\":0}]"
            })
    void closesTheConnectionThatSpeaksBeforeItHasJoined(String packet) {
        peer.say(packet);

        peer.assertClosed();
    }

    @ParameterizedTest
    @ValueSource(strings = {"2/custom,[\"message\"]", "3/custom,0[]", "1/custom,", "2/random,[\"message\"]"})
    void closesTheConnectionThatSpeaksInANamespaceItHasNotJoined(String packet) {
        peer.join();
        peer.say(packet);

        peer.assertClosed();
    }

    @Test
    void closesTheConnectionThatSpeaksWhereItWasRefused() {
        peer.join();
        peer.say("0/refused").hear();
        peer.say("2/refused,[\"message\"]");

        peer.assertClosed();
    }

    @ParameterizedTest
    @ValueSource(strings = {"4", "4\"no\"", "4{\"message\":\"no\"}", "4/custom,{\"message\":\"no\"}"})
    void closesTheConnectionOfAClientThatRefuses(String packet) {
        peer.join();
        peer.say(packet);

        peer.assertClosed();
    }

    @Test
    void closesTheConnectionThatJoinsNothingInTime() {
        peer.assertClosed();
    }

    @Test
    void closesTheConnectionThatIsOnlyRefusedInTime() {
        peer.say("0/random").hear();

        peer.assertClosed();
    }

    @Test
    void keepsTheConnectionThatHasJoinedInTime() {
        EngineSocket socket = SuitePeer.silent();
        socket.send("40");
        socket.nextMessage();
        socket.nextMessage();
        socket.send("41");
        // Two pings are 2000 ms: beyond the 1000 within which a connection has to join.
        for (int ping = 0; ping < 2; ping++) {
            assertThat(socket.next()).isEqualTo("2");
            socket.send("3");
        }

        socket.send("40");
        SuitePeer.sidOf(socket.nextMessage().substring(1));
        socket.close();
    }

    @Test
    void joinsByPolling() {
        PollingPeer polling = new PollingPeer();
        polling.say("0{\"token\":\"123\"}");

        assertThat(SuitePeer.sidOf(polling.hear())).isNotEqualTo(polling.sessionId());
        assertThat(polling.hear()).isEqualTo("2[\"auth\",{\"token\":\"123\"}]");
    }

    @Test
    void joinsSeveralNamespacesInOnePayload() {
        PollingPeer polling = new PollingPeer();
        polling.say("0" + EngineClient.SEPARATOR + "40/custom," + EngineClient.SEPARATOR + "40/random");

        SuitePeer.sidOf(polling.hear());
        assertThat(polling.hear()).isEqualTo("2[\"auth\",{}]");
        SuitePeer.sidOf(polling.hear());
        assertThat(polling.hear()).isEqualTo("2/custom,[\"auth\",{}]");
        assertThat(polling.hear()).isEqualTo("4/random,{\"message\":\"Invalid namespace\"}");
    }
}
