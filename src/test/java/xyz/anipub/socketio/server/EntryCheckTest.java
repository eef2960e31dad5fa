package xyz.anipub.socketio.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import xyz.anipub.engineio.CloseReason;
import xyz.anipub.socketio.Middleware;
import xyz.anipub.socketio.Namespace;
import xyz.anipub.socketio.ParentNamespace;
import xyz.anipub.socketio.handshake.ConnectRefusedException;

/** Checks that take their time before a client comes into a namespace. */
class EntryCheckTest {

    private final ServerFixture fixture = new ServerFixture();
    private final Namespace slow = fixture.watch(fixture.server.of("/slow"));
    private final CompletableFuture<Middleware> decision = new CompletableFuture<>();
    private final List<String> seen = new ArrayList<>();
    private final Peer peer = fixture.peer();

    EntryCheckTest() {
        slow.checkFirst(handshake -> {
            seen.add("asked " + handshake.auth().getString("key", ""));
            return decision;
        });
        slow.use(socket -> seen.add("middleware"));
        slow.onConnection(socket -> seen.add("connection"));
        peer.say("0/slow,{\"key\":\"k\"}");
    }

    @Test
    void letsInWhenItIsDecidedAndKeepsNobodyWaiting() {
        peer.say("0");
        assertThat(peer.take()).singleElement().asString().startsWith("0{");
        assertThat(slow.sockets()).isEmpty();

        decision.complete(socket -> seen.add("decided"));

        assertThat(peer.take()).singleElement().asString().startsWith("0/slow,{");
        assertThat(seen).containsExactly("asked k", "decided", "middleware", "connection");
        assertThat(slow.sockets()).hasSize(1);
        fixture.lastSocket().on("ask", (arguments, ack) -> ack.send("ok"));
        assertThat(peer.say("2/slow,1[\"ask\"]").take()).containsExactly("3/slow,1[\"ok\"]");
    }

    @Test
    void refusesWithItsReason() {
        decision.completeExceptionally(new ConnectRefusedException("not you"));
        assertThat(peer.take()).containsExactly("4/slow,{\"message\":\"not you\"}");
        assertThat(seen).containsExactly("asked k");
        assertThat(peer.isClosed()).isFalse();
    }

    @Test
    void refusesForABug() {
        decision.completeExceptionally(new IllegalStateException("bug"));
        assertThat(peer.take()).containsExactly("4/slow,{\"message\":\"internal\"}");
        slow.checkFirst(handshake -> {
            throw new IllegalStateException("bug");
        });
        assertThat(peer.say("0/slow,").take()).containsExactly("4/slow,{\"message\":\"internal\"}");
    }

    @Test
    void mayRefuseWithItsMiddleware() {
        decision.complete(socket -> {
            throw new ConnectRefusedException("full");
        });
        assertThat(peer.take()).containsExactly("4/slow,{\"message\":\"full\"}");
        assertThat(seen).containsExactly("asked k");
    }

    @Test
    void isAskedOnceAtATime() {
        peer.say("0/slow,");
        assertThat(peer.isClosed()).isTrue();
        decision.complete(socket -> {});
        assertThat(slow.sockets()).isEmpty();
    }

    @Test
    void closesAConnectionThatDoesNotWait() {
        peer.say("2/slow,[\"early\"]");
        assertThat(peer.isClosed()).isTrue();
    }

    @Test
    void letsNobodyInWhoHasGone() {
        ParentNamespace games = fixture.server.of(Pattern.compile("/game-\\d+"));
        CompletableFuture<Middleware> later = new CompletableFuture<>();
        games.checkFirst(handshake -> later);
        Peer player = fixture.peer();
        player.say("0/game-1,");
        assertThat(games.children()).hasSize(1);

        player.drop(CloseReason.TRANSPORT_CLOSE);
        later.complete(socket -> {});

        assertThat(games.children()).isEmpty();
    }

    @Test
    void endsTheSocketOfOneWhoGoesWhileComingIn() {
        slow.onConnection(socket -> peer.drop(CloseReason.TRANSPORT_CLOSE));
        decision.complete(socket -> {});
        assertThat(slow.sockets()).isEmpty();
        assertThat(fixture.ends).hasSize(2);
    }
}
