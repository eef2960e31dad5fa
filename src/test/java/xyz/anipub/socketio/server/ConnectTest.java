package xyz.anipub.socketio.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import xyz.anipub.socketio.Socket;
import xyz.anipub.socketio.handshake.ConnectRefusedException;
import xyz.anipub.socketio.handshake.Handshake;

class ConnectTest {

    private final ServerFixture fixture = new ServerFixture();
    private final Peer peer = fixture.peer();

    @Test
    void answersWithASidOfItsOwn() {
        peer.say("0");

        String sid = fixture.lastSocket().id();
        assertThat(sid).matches("[A-Za-z0-9_-]{20}").isNotEqualTo(peer.connectionId());
        assertThat(peer.take()).containsExactly("0{\"sid\":\"" + sid + "\"}");
    }

    @Test
    void givesEachNamespaceItsOwnSocket() {
        fixture.watch(fixture.server.of("custom"));
        String sid = peer.join();
        peer.say("0/custom");

        assertThat(fixture.lastSocket().id()).isNotEqualTo(sid);
        assertThat(peer.take())
                .containsExactly("0/custom,{\"sid\":\"" + fixture.lastSocket().id() + "\"}");
    }

    @Test
    void showsTheAuthAndTheRequest() {
        peer.say("0{\"token\":\"123\"}");

        Handshake handshake = fixture.lastSocket().handshake();
        assertThat(handshake.auth()).hasToString("{\"token\":\"123\"}");
        assertThat(handshake.request().header("user-agent")).contains("test");
        assertThat(handshake.headers()).isEqualTo(handshake.request().headers());
        assertThat(handshake.secure()).isEqualTo(handshake.request().secure());
        assertThat(fixture.lastSocket().isConnected()).isTrue();
    }

    @Test
    void showsAnEmptyAuthIfThereIsNone() {
        peer.say("0");
        assertThat(fixture.lastSocket().handshake().auth()).isEmpty();
    }

    @Test
    void answersBeforeTheConnectionHandlerEmits() {
        fixture.main.onConnection(
                socket -> socket.emit("auth", socket.handshake().auth()));
        peer.say("0");

        assertThat(peer.take())
                .containsExactly("0{\"sid\":\"" + fixture.lastSocket().id() + "\"}", "2[\"auth\",{}]");
    }

    @Test
    void refusesAnUnknownNamespaceAndKeepsTheConnection() {
        peer.say("0/random");

        assertThat(peer.take()).containsExactly("4/random,{\"message\":\"Invalid namespace\"}");
        assertThat(peer.isClosed()).isFalse();
        peer.join();
    }

    @Test
    void refusesWhatAMiddlewareRefuses() {
        fixture.main.use(socket -> socket.join("hall"));
        fixture.main.use(socket -> {
            throw new ConnectRefusedException("unauthorized", Map.of("code", "unauthorized"));
        });
        fixture.main.use(socket -> {
            throw new AssertionError("the chain goes on after a refusal");
        });
        peer.say("0");

        assertThat(peer.take()).containsExactly("4{\"message\":\"unauthorized\",\"data\":{\"code\":\"unauthorized\"}}");
        assertThat(peer.isClosed()).isFalse();
        assertThat(fixture.sockets).isEmpty();
        assertThat(fixture.main.sockets()).isEmpty();
        fixture.main.to("hall").emit("news");
        assertThat(peer.take()).isEmpty();
    }

    @Test
    void omitsTheDataOfARefusalWithout() {
        fixture.main.use(socket -> {
            throw new ConnectRefusedException("no");
        });
        peer.say("0");
        assertThat(peer.take()).containsExactly("4{\"message\":\"no\"}");
    }

    @Test
    void hidesWhatWentWrongInAMiddleware() {
        fixture.main.use(socket -> {
            throw new IllegalStateException("secret");
        });
        peer.say("0");
        assertThat(peer.take()).containsExactly("4{\"message\":\"internal\"}");
    }

    @Test
    void letsARefusedClientTryAgain() {
        fixture.main.use(socket -> {
            if (socket.handshake().auth().isEmpty()) {
                throw new ConnectRefusedException("no");
            }
        });
        peer.say("0").say("0{\"token\":1}");
        assertThat(peer.take()).hasSize(2).last().asString().startsWith("0{\"sid\"");
    }

    @Test
    void preparesTheSocketInMiddlewares() {
        List<String> seen = new ArrayList<>();
        fixture.main.use(socket -> {
            seen.add("connected " + socket.isConnected());
            socket.attach(new StringBuilder("alice"));
            socket.join("hall");
            socket.emit("early");
            socket.to("hall").emit("not to oneself");
            fixture.main.emit("not yet");
        });
        peer.say("0");

        Socket socket = fixture.lastSocket();
        assertThat(seen).containsExactly("connected false");
        assertThat(socket.rooms()).containsExactlyInAnyOrder(socket.id(), "hall");
        assertThat(socket.attachment(CharSequence.class)).hasToString("Optional[alice]");
        assertThat(peer.take()).containsExactly("2[\"early\"]", "0{\"sid\":\"" + socket.id() + "\"}");
    }

    @Test
    void refusesASocketThatItsMiddlewareDisconnects() {
        fixture.main.use(socket -> socket.disconnect(false));
        peer.say("0");
        assertThat(peer.take()).containsExactly("4{\"message\":\"disconnected\"}");
        assertThat(fixture.main.sockets()).isEmpty();
        assertThat(fixture.ends).isEmpty();
    }

    @Test
    void dropsASocketWhoseConnectionEndsInAMiddleware() {
        fixture.main.use(socket -> socket.disconnect(true));
        peer.say("0");
        assertThat(peer.take()).isEmpty();
        assertThat(peer.isClosed()).isTrue();
        assertThat(fixture.sockets).isEmpty();
    }

    @Test
    void keepsASocketWhoseConnectionHandlerThrows() {
        fixture.main.onConnection(socket -> {
            throw new IllegalStateException("bug");
        });
        String sid = peer.join();
        assertThat(fixture.main.socket(sid)).isPresent();
    }

    @Test
    void closesTheConnectionThatJoinsTwice() {
        peer.join();
        peer.say("0");

        assertThat(peer.wasClosedGracefully()).isTrue();
        assertThat(fixture.ends)
                .containsExactly(
                        "disconnecting forced server close: namespace joined already 1",
                        "disconnect forced server close: namespace joined already 0");
    }

    @Test
    void closesTheConnectionThatJoinsNothingInTime() {
        fixture.timers.advance(Duration.ofMillis(44_999));
        assertThat(peer.isClosed()).isFalse();
        fixture.timers.advance(Duration.ofMillis(1));
        assertThat(peer.isClosed()).isTrue();
    }

    @Test
    void countsOnlyASuccessfulJoin() {
        peer.say("0/random");
        fixture.timers.advance(Duration.ofSeconds(45));
        assertThat(peer.isClosed()).isTrue();
    }

    @Test
    void doesNotWaitForAnotherJoinAfterTheFirst() {
        peer.join();
        peer.say("1");
        assertThat(fixture.timers.pending()).isZero();
        fixture.timers.advance(Duration.ofSeconds(45));
        assertThat(peer.isClosed()).isFalse();
    }

    @Test
    void stopsTheTimerOfAConnectionThatGoes() {
        peer.drop(xyz.anipub.engineio.CloseReason.TRANSPORT_CLOSE);
        assertThat(fixture.timers.pending()).isZero();
    }

    @Test
    void completesTheNamesOfNamespaces() {
        assertThat(fixture.server.of("")).isSameAs(fixture.main);
        assertThat(fixture.server.of("a")).isSameAs(fixture.server.of("/a"));
        assertThat(fixture.server.of("a").name()).isEqualTo("/a");
        assertThatThrownBy(() -> fixture.server.of("a,b"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a namespace's name must not contain a comma: /a,b");
    }
}
