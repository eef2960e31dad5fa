package xyz.anipub.socketio.server;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonValue;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import xyz.anipub.socketio.RemoteSocket;
import xyz.anipub.socketio.Socket;
import xyz.anipub.socketio.event.SocketDisconnectedException;

class FetchSocketsTest {

    private final ServerFixture fixture = new ServerFixture();
    private final Peer first = fixture.peer();
    private Socket a;
    private Socket b;

    @BeforeEach
    void join() {
        first.say("0{\"token\":\"x\"}");
        first.take();
        fixture.joinedPeer();
        a = fixture.sockets.get(0);
        b = fixture.sockets.get(1);
        a.join("red");
    }

    @Test
    void findsTheChosen() {
        assertThat(found(fixture.main.fetchSockets())).containsExactlyInAnyOrder(a.id(), b.id());
        assertThat(found(fixture.server.fetchSockets())).hasSize(2);
        assertThat(found(a.fetchSockets())).containsExactly(b.id());
        assertThat(found(fixture.main.to("red").fetchSockets())).containsExactly(a.id());
        assertThat(found(fixture.main.except("red").local().fetchSockets())).containsExactly(b.id());
        assertThat(found(fixture.main.to("nobody").fetchSockets())).isEmpty();
    }

    @Test
    void tellsWhatTheSocketIs() {
        RemoteSocket socket = fetchA();
        assertThat(socket.rooms()).containsExactlyInAnyOrder(a.id(), "red");
        assertThat(socket.local()).contains(a);
        assertThat(socket).hasToString("RemoteSocket[/ " + a.id() + "]");
        assertThat(socket.handshake())
                .containsOnlyKeys("headers", "time", "address", "xdomain", "secure", "issued", "url", "query", "auth");
        assertThat(socket.handshake().getJsonObject("auth").getString("token")).isEqualTo("x");
        assertThat(socket.handshake().getJsonObject("headers").getString("user-agent"))
                .isEqualTo("test");
        assertThat(socket.handshake().getString("time")).isEqualTo("1970-01-01T00:00:00Z");
        assertThat(socket.handshake().getInt("issued")).isZero();
    }

    @Test
    void answersFromAfar() {
        RemoteSocket socket = fetchA();
        CompletionStage<List<JsonValue>> answer = socket.emitWithAck(Duration.ofSeconds(5), "question");
        String question = first.take().get(0);
        first.say("3" + question.substring(1, question.indexOf('[')) + "[42]");
        assertThat(answer).succeedsWithin(Duration.ofSeconds(5)).hasToString("[42]");
    }

    @Test
    void failsToAnswerOnceItHasLeft() {
        RemoteSocket socket = fetchA();
        first.say("1");
        assertThat(socket.emitWithAck(Duration.ofSeconds(5), "question"))
                .failsWithin(Duration.ofSeconds(5))
                .withThrowableOfType(ExecutionException.class)
                .withCauseInstanceOf(SocketDisconnectedException.class);
    }

    @Test
    void canBeUsedFromAfar() {
        RemoteSocket socket = fetchA();
        socket.emit("news", 1);
        assertThat(first.take()).containsExactly("2[\"news\",1]");
        socket.join("blue");
        socket.leave("red");
        assertThat(a.rooms()).containsExactlyInAnyOrder(a.id(), "blue");
        assertThat(socket.rooms()).contains("red");
        socket.disconnect(false);
        assertThat(first.take()).containsExactly("1");
        assertThat(socket.local()).isEmpty();
        socket.emit("late");
        assertThat(first.take()).isEmpty();
    }

    private RemoteSocket fetchA() {
        return fixture.main
                .to("red")
                .fetchSockets()
                .toCompletableFuture()
                .join()
                .get(0);
    }

    private static List<String> found(CompletionStage<List<RemoteSocket>> sockets) {
        return sockets.toCompletableFuture().join().stream()
                .map(RemoteSocket::id)
                .toList();
    }
}
