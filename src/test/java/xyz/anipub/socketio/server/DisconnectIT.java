package xyz.anipub.socketio.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import xyz.anipub.engineio.transport.EngineClient;
import xyz.anipub.engineio.transport.EngineSocket;

/** Protocol section 3.7: who ends what, and the reason that the server sees. */
class DisconnectIT {

    private final Watcher watcher = new Watcher();
    private final SuitePeer peer = SuitePeer.open();

    @AfterEach
    void close() {
        watcher.close();
        peer.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "1/,"})
    void leavesANamespaceAsTheClientWants(String packet) {
        String sid = peer.join();
        peer.say(packet);

        assertThat(watcher.reasonOf(sid)).isEqualTo("client namespace disconnect");
        assertThat(peer.isClosed()).isFalse();
        assertThat(peer.join()).isNotEqualTo(sid);
    }

    @Test
    void saysNothingToAClientThatLeaves() {
        EngineSocket socket = SuitePeer.silent();
        socket.send("40");
        socket.nextMessage();
        socket.nextMessage();
        socket.send("41");

        assertThat(socket.next()).isEqualTo("2");
        socket.close();
    }

    @ParameterizedTest
    @CsvSource({"text/plain, abc, parse error", "application/octet-stream, 4abc, transport error"})
    void endsAPollingClientThatSaysWhatNobodyCanRead(String type, String body, String reason) {
        PollingPeer polling = new PollingPeer();
        polling.say("0");
        String sid = SuitePeer.sidOf(polling.hear());

        assertThat(EngineClient.post(SuitePeer.base(), polling.sessionId(), type, body)
                        .statusCode())
                .isEqualTo(400);
        assertThat(watcher.reasonOf(sid)).isEqualTo(reason);
    }

    @Test
    void keepsTheOtherNamespaces() {
        peer.join();
        String sid = peer.join("/custom");
        peer.say("1/custom,");

        assertThat(watcher.reasonOf(sid)).isEqualTo("client namespace disconnect");
        peer.assertHearsNothingElse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"2/custom,[\"message\"]", "3/custom,0[]", "1/custom,"})
    void ignoresWhatComesTooLateForANamespace(String late) {
        peer.join();
        peer.join("/custom");
        peer.say("1/custom,").say(late);

        peer.assertHearsNothingElse();
    }

    @Test
    void tellsAClientThatIsPutOut() {
        peer.join();
        String sid = peer.join("/custom");
        peer.say("2/custom,[\"put me out\"]");

        assertThat(peer.hear()).isEqualTo("1/custom,");
        assertThat(watcher.reasonOf(sid)).isEqualTo("server namespace disconnect");
        peer.assertHearsNothingElse();
    }

    @Test
    void putsAClientOutOfTheMainNamespaceAndKeepsItsConnection() {
        String sid = peer.join();
        peer.say("2[\"put me out\"]");

        assertThat(peer.hear()).isEqualTo("1");
        assertThat(watcher.reasonOf(sid)).isEqualTo("server namespace disconnect");
        peer.join();
    }

    @Test
    void putsAClientOutOfAllNamespacesAndClosesItsConnection() {
        String main = peer.join();
        String custom = peer.join("/custom");
        peer.say("2[\"put us out\"]");

        assertThat(new String[] {peer.hear(), peer.hear()}).containsExactlyInAnyOrder("1", "1/custom,");
        peer.assertClosed();
        assertThat(watcher.reasonOf(main)).isEqualTo("server namespace disconnect");
        assertThat(custom).isNotEqualTo(main);
    }

    @Test
    void noticesThatItsPeerCloses() {
        String sid = peer.join();
        peer.close();

        assertThat(watcher.reasonOf(sid)).isEqualTo("transport close");
    }

    @Test
    void noticesThatItsPeerClosesByPolling() {
        PollingPeer polling = new PollingPeer();
        polling.say("0");
        String sid = SuitePeer.sidOf(polling.hear());
        polling.hear();
        polling.sayRaw("1");

        assertThat(watcher.reasonOf(sid)).isEqualTo("transport close");
    }

    @Test
    void blamesTheTransportForAPing() {
        String sid = peer.join();
        peer.sayRaw("2");

        assertThat(watcher.reasonOf(sid)).isEqualTo("transport error");
        peer.assertClosed();
    }

    @Test
    void blamesTheTransportForAMessageBeyondTheLimit() {
        String sid = peer.join();
        peer.say("2[\"message\",\"" + "x".repeat(1_000_000) + "\"]");

        assertThat(watcher.reasonOf(sid)).isEqualTo("transport error");
        peer.assertClosed();
    }

    @Test
    void noticesThatNobodyAnswersItsPings() {
        EngineSocket silent = SuitePeer.silent();
        silent.send("40");
        String sid = SuitePeer.sidOf(silent.next().substring(1));

        assertThat(watcher.reasonOf(sid)).isEqualTo("ping timeout");
        assertThat(silent.closeCode()).isGreaterThanOrEqualTo(1000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"abc", "7", ""})
    void blamesThePeerForWhatIsNoEnginePacket(String packet) {
        String sid = peer.join();
        peer.sayRaw(packet);

        assertThat(watcher.reasonOf(sid)).isEqualTo("parse error");
        peer.assertClosed();
    }

    @Test
    void blamesThePeerForWhatIsNoSocketPacket() {
        String sid = peer.join();
        peer.say("2{}");

        assertThat(watcher.reasonOf(sid)).isEqualTo("forced close");
        peer.assertClosed();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "2/custom,[\"message\"]", "3/custom,0[]", "1/custom,", "4{\"message\":\"no\"}"})
    void blamesThePeerForWhatItsStateForbids(String packet) {
        String sid = peer.join();
        peer.say(packet);

        assertThat(watcher.reasonOf(sid)).isEqualTo("forced server close");
        peer.assertClosed();
    }
}
