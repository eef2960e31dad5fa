package xyz.anipub.socketio.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import xyz.anipub.engineio.packet.EncodedPacket;
import xyz.anipub.socketio.RemoteSocket;
import xyz.anipub.socketio.Socket;
import xyz.anipub.socketio.SocketOperator;

class SocketOperatorTest {

    private final ServerFixture fixture = new ServerFixture();
    private final Peer peer = fixture.joinedPeer();
    private final Socket socket = fixture.lastSocket();

    @Test
    void sendsTheEventMessage() {
        peer.take();
        socket.send("a", 1);
        socket.compress(true).send("b");
        fixture.main.send("c");
        fixture.main.to(socket.id()).send("d");
        fixture.server.send("e");
        assertThat(peer.take())
                .containsExactly(
                        "2[\"message\",\"a\",1]",
                        "2[\"message\",\"b\"]",
                        "2[\"message\",\"c\"]",
                        "2[\"message\",\"d\"]",
                        "2[\"message\",\"e\"]");
    }

    @Test
    void marksWhatIsNotToBeCompressed() {
        socket.compress(false).emit("a", new byte[] {1});
        assertThat(lastBatch()).hasSize(2).noneMatch(EncodedPacket::isCompressible);
        socket.compress(false).compress(true).emit("a");
        assertThat(lastBatch()).allMatch(EncodedPacket::isCompressible);
        socket.emit("a");
        assertThat(lastBatch()).allMatch(EncodedPacket::isCompressible);
        socket.compress(false).emitWithAck("a");
        assertThat(lastBatch()).noneMatch(EncodedPacket::isCompressible);
    }

    @Test
    void marksBroadcastsThatAreNotToBeCompressed() {
        fixture.main.broadcast().compress(false).to(socket.id()).emit("a");
        assertThat(lastBatch()).noneMatch(EncodedPacket::isCompressible);
        fixture.main.broadcast().compress(false).emitWithAck("a");
        assertThat(lastBatch()).noneMatch(EncodedPacket::isCompressible);
        fixture.main.emit("a");
        assertThat(lastBatch()).allMatch(EncodedPacket::isCompressible);
    }

    @Test
    void keepsEveryStepOfAChain() {
        SocketOperator chain =
                socket.timeout(Duration.ofMillis(100)).compress(false).asVolatile();
        peer.transport().hold();
        socket.emit("busy");
        peer.take();
        CompletionStage<?> answer = chain.emitWithAck("lost");
        assertThat(peer.take()).isEmpty();
        peer.transport().release();
        assertThat(peer.take()).isEmpty();

        fixture.timers.advance(Duration.ofMillis(99));
        assertThat(answer.toCompletableFuture()).isNotDone();
        fixture.timers.advance(Duration.ofMillis(1));
        assertThat(answer.toCompletableFuture()).isCompletedExceptionally();
    }

    @Test
    void keepsValuesThatOtherNodesSee() {
        socket.data().put("user", "u1");
        socket.data().put("level", 3);
        socket.data().put("gone", null);
        socket.data().remove("gone");

        assertThat(socket.data().get("level")).hasToString("Optional[3]");
        assertThat(socket.data().get("gone")).isEmpty();
        List<RemoteSocket> found =
                fixture.main.fetchSockets().toCompletableFuture().join();
        assertThat(found).singleElement().satisfies(remote -> assertThat(remote.data())
                .isEqualTo(socket.data().toJson()));
        assertThat(found.get(0).data().getString("user")).isEqualTo("u1");
        assertThatThrownBy(() -> socket.data().put("user", new Object())).isInstanceOf(IllegalArgumentException.class);
    }

    private List<EncodedPacket> lastBatch() {
        List<List<EncodedPacket>> batches = peer.transport().batches();
        return batches.get(batches.size() - 1);
    }
}
