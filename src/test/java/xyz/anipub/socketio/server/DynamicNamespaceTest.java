package xyz.anipub.socketio.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import xyz.anipub.engineio.Engine;
import xyz.anipub.engineio.EngineThreads;
import xyz.anipub.engineio.ManualTimers;
import xyz.anipub.engineio.config.EngineConfig;
import xyz.anipub.socketio.Namespace;
import xyz.anipub.socketio.ParentNamespace;
import xyz.anipub.socketio.config.SocketLimits;
import xyz.anipub.socketio.config.SocketServerConfig;
import xyz.anipub.socketio.handshake.ConnectRefusedException;
import xyz.anipub.socketio.packet.PacketLimits;

class DynamicNamespaceTest {

    private final ServerFixture fixture = new ServerFixture();
    private final Peer peer = fixture.joinedPeer();
    private final List<String> heard = new ArrayList<>();
    private final ParentNamespace games = fixture.server.of(Pattern.compile("/game-\\d+"));

    @Test
    void isMadeWhenAClientNamesIt() {
        fixture.server.onNewNamespace(made -> heard.add("new " + made.name()));
        games.use(socket -> heard.add("middleware"));
        games.onConnection(
                socket -> heard.add("connection " + socket.namespace().name()));
        peer.join("/game-1,");
        assertThat(heard).containsExactly("new /game-1", "middleware", "connection /game-1");

        games.onConnection(socket -> heard.add("later"));
        fixture.peer().join("/game-1,");
        assertThat(heard).doesNotContain("later");
        assertThat(games.children()).hasSize(1);
    }

    @Test
    void hasOneParentForEachPattern() {
        assertThat(fixture.server.of(Pattern.compile("/game-\\d+"))).isSameAs(games);
        assertThat(fixture.server.of(Pattern.compile("/game-\\d+", Pattern.CASE_INSENSITIVE)))
                .isNotSameAs(games);
        assertThat(fixture.server.of((name, handshake) -> true))
                .isNotSameAs(fixture.server.of((name, handshake) -> true));
    }

    @Test
    void isFoundByNobodyBeforeItsListenersHaveHeardOfIt() {
        fixture.server.onNewNamespace(made -> {
            heard.add(
                    fixture.server.namespaces().contains(made)
                                    || games.children().contains(made)
                            ? "found"
                            : "new");
            assertThat(fixture.server.of(made.name())).isSameAs(made);
        });
        peer.join("/game-1,");
        assertThat(heard).containsExactly("new");
        assertThat(fixture.server.namespaces()).extracting(Namespace::name).containsExactlyInAnyOrder("/", "/game-1");
    }

    @Test
    void letsOthersWaitForItsListeners() throws Exception {
        CountDownLatch announced = new CountDownLatch(1);
        CountDownLatch told = new CountDownLatch(1);
        fixture.server.onNewNamespace(made -> {
            announced.countDown();
            try {
                heard.add(told.await(10, TimeUnit.SECONDS) ? "told" : "too late");
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        CompletableFuture<String> first = CompletableFuture.supplyAsync(() -> peer.join("/game-1,"));
        announced.await();
        Peer other = fixture.peer();
        CompletableFuture<String> second = CompletableFuture.supplyAsync(() -> other.join("/game-1,"));
        assertThat(fixture.server.namespaces()).extracting(Namespace::name).containsExactly("/");
        assertThat(second).isNotDone();
        told.countDown();

        assertThat(first.get(10, TimeUnit.SECONDS)).isNotEqualTo(second.get(10, TimeUnit.SECONDS));
        assertThat(heard).containsExactly("told");
        assertThat(games.children()).singleElement().satisfies(game -> assertThat(game.sockets())
                .hasSize(2));
    }

    @Test
    void isNotMadeForOtherNames() {
        peer.say("0/game-x,").say("0/game-1" + "1".repeat(249) + ",");
        assertThat(peer.take()).hasSize(2).allMatch(answer -> answer.endsWith(",{\"message\":\"Invalid namespace\"}"));
        assertThat(peer.isClosed()).isFalse();
    }

    @Test
    void asksTheMatchersInTheirOrder() {
        fixture.server.of((name, handshake) -> {
            throw new IllegalStateException("bug");
        });
        ParentNamespace keyed =
                fixture.server.of((name, handshake) -> handshake.auth().containsKey("key"));
        peer.say("0/game-1,{\"key\":1}").say("0/other,{\"key\":1}");
        assertThat(games.children()).extracting(Namespace::name).containsExactly("/game-1");
        assertThat(keyed.children()).extracting(Namespace::name).containsExactly("/other");
    }

    @Test
    void hearsWhatIsEmittedToAllChildren() {
        peer.join("/game-1,");
        Peer other = fixture.peer();
        other.join("/game-2,");
        games.emit("news", 1);
        assertThat(peer.take()).containsExactly("2/game-1,[\"news\",1]");
        assertThat(other.take()).containsExactly("2/game-2,[\"news\",1]");
        games.broadcast().socketsJoin("red");
        games.broadcast().socketsLeave("red");
        games.broadcast().disconnectSockets(false);
        assertThat(peer.take()).containsExactly("1/game-1,");
        assertThatThrownBy(() -> games.broadcast().fetchSockets()).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void goesWithItsLastSocket() {
        peer.join("/game-1,");
        Peer other = fixture.peer();
        other.join("/game-1,");
        peer.say("1/game-1");
        assertThat(games.children()).hasSize(1);
        other.say("1/game-1");
        assertThat(games.children()).isEmpty();
        other.join("/game-1,");
        assertThat(games.children()).hasSize(1);
    }

    @Test
    void goesIfItsOnlyClientIsRefused() {
        games.use(socket -> {
            throw new ConnectRefusedException("no");
        });
        peer.say("0/game-1,");
        assertThat(peer.take()).containsExactly("4/game-1,{\"message\":\"no\"}");
        assertThat(games.children()).isEmpty();
    }

    @Test
    void staysIfTheApplicationHasNamedIt() {
        games.onConnection(socket -> heard.add("connection"));
        Namespace named = fixture.server.of("/game-7");
        peer.join("/game-7,");
        peer.say("1/game-7");
        assertThat(heard).containsExactly("connection");
        assertThat(games.children()).containsExactly(named);
        assertThat(fixture.server.of("/game-7")).isSameAs(named);
    }

    @Test
    void isOneOfAFew() {
        peer.join("/game-1,");
        peer.join("/game-2,");
        Peer other = fixture.peer();
        other.say("0/game-3,");
        assertThat(other.take()).containsExactly("4/game-3,{\"message\":\"too many namespaces\"}");
        peer.say("1/game-1");
        other.join("/game-3,");
        assertThat(games.children()).hasSize(2);
    }

    @Test
    void staysEmptyIfTheServerIsToldSo() {
        SocketServerConfig config = new SocketServerConfig(
                Duration.ofSeconds(45),
                Duration.ofSeconds(10),
                3,
                new PacketLimits(2, 10, 20),
                new SocketLimits(Duration.ofSeconds(30), 3, 5, 1, false));
        SocketServer server = new SocketServer(config, EngineThreads.of(Runnable::run, new ManualTimers()));
        ParentNamespace rooms = server.of(Pattern.compile("/room-\\d+"));
        Peer visitor = new Peer(new Engine(EngineConfig.standard(), server, Runnable::run, new ManualTimers()));
        visitor.join("/room-1,");
        visitor.say("1/room-1");
        assertThat(rooms.children()).extracting(Namespace::name).containsExactly("/room-1");

        visitor.say("0/room-2,");
        assertThat(visitor.take()).containsExactly("4/room-2,{\"message\":\"too many namespaces\"}");
        visitor.join("/room-1,");
        assertThat(rooms.children()).hasSize(1);
    }
}
