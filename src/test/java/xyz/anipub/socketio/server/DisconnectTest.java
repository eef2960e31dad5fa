package xyz.anipub.socketio.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import xyz.anipub.engineio.CloseReason;
import xyz.anipub.socketio.DisconnectReason;
import xyz.anipub.socketio.Socket;

class DisconnectTest {

    private final ServerFixture fixture = new ServerFixture();
    private final Peer peer = fixture.peer();

    @Test
    void tellsRoomsFirstThenLeavesThemThenEnds() {
        String sid = peer.join();
        fixture.lastSocket().join("hall");
        peer.say("1");

        assertThat(fixture.ends)
                .containsExactly(
                        "disconnecting client namespace disconnect: disconnect packet 2",
                        "disconnect client namespace disconnect: disconnect packet 0");
        assertThat(fixture.main.socket(sid)).isEmpty();
        assertThat(fixture.lastSocket().isConnected()).isFalse();
        assertThat(peer.take()).isEmpty();
        assertThat(peer.isClosed()).isFalse();
    }

    @Test
    void putsASocketOutAndKeepsTheConnection() {
        peer.join();
        fixture.server.of("/admin");
        peer.join("/admin,");
        fixture.lastSocket().disconnect(false);
        fixture.lastSocket().disconnect(false);

        assertThat(peer.take()).containsExactly("1");
        assertThat(fixture.ends)
                .containsExactly(
                        "disconnecting server namespace disconnect: disconnected by the server 1",
                        "disconnect server namespace disconnect: disconnected by the server 0");
        assertThat(peer.isClosed()).isFalse();
    }

    @Test
    void namesTheNamespaceThatItPutsASocketOutOf() {
        fixture.watch(fixture.server.of("/admin"));
        peer.join("/admin,");
        fixture.lastSocket().disconnect(false);
        assertThat(peer.take()).containsExactly("1/admin,");
    }

    @Test
    void putsAllSocketsOutAndClosesTheConnection() {
        fixture.watch(fixture.server.of("/admin"));
        peer.join();
        peer.join("/admin,");
        fixture.lastSocket().disconnect(true);

        assertThat(peer.take()).containsExactlyInAnyOrder("1", "1/admin,");
        assertThat(peer.wasClosedGracefully()).isTrue();
        assertThat(fixture.ends).hasSize(4).allMatch(end -> end.contains("server namespace disconnect: disconnected"));
    }

    @Test
    void sendsWhatIsQueuedBeforeItCloses() {
        peer.join();
        peer.transport().hold();
        fixture.lastSocket().emit("a");
        fixture.lastSocket().emit("bye");
        fixture.lastSocket().disconnect(true);
        peer.transport().release();
        assertThat(peer.take()).containsExactly("2[\"a\"]", "2[\"bye\"]", "1");
    }

    @Test
    void endsAfterTheEventThatDisconnects() {
        peer.join();
        Socket socket = fixture.lastSocket();
        socket.on("quit", (arguments, ack) -> {
            socket.disconnect(true);
            fixture.ends.add("connected " + socket.isConnected());
            ack.send("lost");
        });
        peer.say("20[\"quit\"]").say("2[\"quit\"]");

        assertThat(fixture.ends).hasSize(3).startsWith("connected false");
        assertThat(peer.take()).containsExactly("1");
    }

    @Test
    void endsInTheConnectionHandler() {
        fixture.main.onConnection(socket -> socket.disconnect(false));
        peer.say("0");
        assertThat(peer.take()).hasSize(2).last().isEqualTo("1");
        assertThat(fixture.ends).hasSize(2);
        assertThat(fixture.main.sockets()).isEmpty();
    }

    @Test
    void tellsOthersWhileItsRoomsAreKnown() {
        Peer other = fixture.joinedPeer();
        fixture.lastSocket().join("hall");
        peer.join();
        Socket socket = fixture.lastSocket();
        socket.join("hall");
        socket.onDisconnecting((reason, detail) -> {
            socket.to("hall").emit("left");
            socket.join("late");
        });
        peer.say("1");

        assertThat(other.take()).containsExactly("2[\"left\"]");
        assertThat(socket.rooms()).isEmpty();
    }

    @Test
    void callsAllListenersEvenIfOneThrows() {
        peer.join();
        List<String> called = new ArrayList<>();
        fixture.lastSocket().onDisconnecting((reason, detail) -> {
            throw new IllegalStateException("bug");
        });
        fixture.lastSocket().onDisconnect((reason, detail) -> called.add(reason.name()));
        peer.say("1");
        assertThat(called).containsExactly("CLIENT_NAMESPACE_DISCONNECT");
        assertThat(fixture.lastSocket().rooms()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "PING_TIMEOUT, ping timeout",
        "PARSE_ERROR, parse error",
        "TRANSPORT_ERROR, transport error",
        "TRANSPORT_CLOSE, transport close",
        "FORCED_CLOSE, forced close"
    })
    void passesTheEnginesReasonOn(CloseReason engines, String text) {
        peer.join();
        peer.drop(engines);
        assertThat(fixture.ends)
                .containsExactly(
                        "disconnecting " + text + ": dropped by the test 1",
                        "disconnect " + text + ": dropped by the test 0");
        assertThat(fixture.main.sockets()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"2/never,[\"a\"]", "3/never,0[]", "1/never,", "51-/never,[\"a\"]", "4{}"})
    void closesTheConnectionOnAPacketThatItsStateForbids(String packet) {
        fixture.server.of("/never");
        peer.join();
        peer.say(packet);

        assertThat(peer.wasClosedGracefully()).isTrue();
        assertThat(fixture.ends).hasSize(2).allMatch(end -> end.contains(" forced server close: "));
    }

    @Test
    void closesTheConnectionThatSpeaksBeforeItJoins() {
        peer.say("2[\"a\"]");
        assertThat(peer.wasClosedGracefully()).isTrue();
    }

    @Test
    void toleratesPacketsForANamespaceThatWasLeft() {
        peer.join();
        fixture.lastSocket().disconnect(false);
        peer.say("2[\"a\"]").say("30[]").say("1").say("51-[\"a\"]").say(new byte[1]);

        assertThat(peer.isClosed()).isFalse();
        peer.join();
        assertThat(fixture.main.sockets()).hasSize(1);
    }

    @Test
    void getsANewSocketOnReturn() {
        String first = peer.join();
        peer.say("1");
        assertThat(peer.join()).isNotEqualTo(first);
    }

    @Test
    void hearsNothingAfterTheEnd() {
        peer.join();
        List<String> heard = new ArrayList<>();
        fixture.lastSocket().on("say", (arguments, ack) -> heard.add("say"));
        peer.say("1").say("2[\"say\"]");
        assertThat(heard).isEmpty();
    }

    @Test
    void shutsDownWithoutTellingTheClients() {
        peer.join();
        fixture.server.close();
        fixture.server.close();

        assertThat(peer.take()).isEmpty();
        assertThat(peer.isClosed()).isTrue();
        assertThat(peer.wasClosedGracefully()).isFalse();
        assertThat(fixture.ends)
                .containsExactly(
                        "disconnecting server shutting down: server closed 1",
                        "disconnect server shutting down: server closed 0");
    }

    @Test
    void takesNobodyAfterTheShutdown() {
        fixture.server.close();
        assertThat(fixture.peer().isClosed()).isTrue();
        fixture.timers.advance(Duration.ofMinutes(1));
    }

    @Test
    void namesEveryReasonAsTheProtocolDoes() {
        assertThat(DisconnectReason.values())
                .extracting(DisconnectReason::text)
                .containsExactly(
                        "client namespace disconnect",
                        "server namespace disconnect",
                        "transport close",
                        "transport error",
                        "ping timeout",
                        "parse error",
                        "forced close",
                        "forced server close",
                        "server shutting down");
    }
}
