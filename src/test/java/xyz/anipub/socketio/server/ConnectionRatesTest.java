package xyz.anipub.socketio.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import xyz.anipub.engineio.Engine;
import xyz.anipub.engineio.EngineThreads;
import xyz.anipub.engineio.ManualTimers;
import xyz.anipub.engineio.config.EngineConfig;
import xyz.anipub.peer.Rate;
import xyz.anipub.socketio.adapter.memory.InMemoryAdapter;
import xyz.anipub.socketio.config.ConnectionRates;
import xyz.anipub.socketio.config.SocketLimits;
import xyz.anipub.socketio.config.SocketServerConfig;
import xyz.anipub.socketio.event.RateLimitedException;

class ConnectionRatesTest {

    private final ManualTimers timers = new ManualTimers();
    private final SocketServer server = server(new ConnectionRates(new Rate(3, 1), new Rate(4, 1), new Rate(2, 1)));
    private final Peer peer = new Peer(engine(server));
    private final List<String> handled = new ArrayList<>();
    private final List<String> heard = new ArrayList<>();
    private final List<String> ends = new ArrayList<>();

    private SocketServer server(ConnectionRates rates) {
        SocketLimits limits = new SocketLimits(Duration.ofSeconds(30), 3, 5, 2, true, rates);
        SocketServerConfig usual = SocketServerConfig.standard();
        SocketServerConfig config = new SocketServerConfig(
                usual.connectTimeout(), usual.ackTimeout(), usual.maxPendingAcks(), usual.packetLimits(), limits);
        return new SocketServer(
                config,
                EngineThreads.of(Runnable::run, timers),
                (namespace, emitter) -> new InMemoryAdapter(emitter, 5),
                timers::nanoTime);
    }

    private static Engine engine(SocketServer server) {
        return new Engine(EngineConfig.standard(), server, Runnable::run, new ManualTimers());
    }

    @BeforeEach
    void serve() {
        for (String name : List.of("/", "/a", "/b")) {
            server.of(name).onConnection(socket -> {
                socket.onAny((event, arguments) -> heard.add(event));
                socket.on("e", (arguments, ack) -> handled.add(name));
                socket.onDisconnect((reason, detail) -> ends.add(name + " " + reason.text() + ": " + detail));
            });
        }
        peer.join();
    }

    private static void assertRefused(Peer peer, String ack, String message) {
        assertThat(peer.take())
                .singleElement(STRING)
                .startsWith(ack + "[{\"error\":{")
                .contains("\"code\":\"rate_limited\"", "\"message\":\"" + message + "\"");
    }

    @Test
    void refusesEventsThatComeTooFastAndHandlesTheNextInTime() {
        peer.say("20[\"e\"]").say("21[\"e\"]").say("22[\"e\"]").say("23[\"e\"]");
        assertRefused(peer, "33", "Too many events. Try again in a moment.");
        assertThat(handled).hasSize(3);
        assertThat(heard).hasSize(3);

        timers.advance(Duration.ofSeconds(1));
        peer.say("24[\"e\"]").say("25[\"e\"]");
        assertThat(handled).hasSize(4);
        assertRefused(peer, "35", "Too many events. Try again in a moment.");
        assertThat(peer.isClosed()).isFalse();
    }

    @Test
    void answersNothingWithoutAnAck() {
        peer.say("2[\"e\"]").say("2[\"e\"]").say("2[\"e\"]").say("2[\"e\"]");

        assertThat(handled).hasSize(3);
        assertThat(peer.take()).isEmpty();
    }

    @Test
    void countsAllNamespacesTogether() {
        peer.join("/a,");
        peer.say("2[\"e\"]").say("2/a,[\"e\"]").say("2[\"e\"]").say("2/a,[\"e\"]");

        assertThat(handled).containsExactly("/", "/a", "/");
    }

    @Test
    void closesAConnectionThatGoesOn() {
        peer.join("/a,");
        for (int i = 0; i < 5; i++) {
            peer.say("2[\"e\"]");
        }
        assertThat(ends).isEmpty();

        peer.say("29[\"e\"]");

        List<String> last = peer.take();
        assertThat(last).element(0, STRING).startsWith("39[{").contains("\"rate_limited\"");
        assertThat(last.subList(1, last.size())).containsExactlyInAnyOrder("1", "1/a,");
        assertThat(peer.wasClosedGracefully()).isTrue();
        assertThat(ends)
                .containsExactlyInAnyOrder(
                        "/ server namespace disconnect: too many events",
                        "/a server namespace disconnect: too many events");
        peer.say("2[\"e\"]");
        assertThat(handled).hasSize(3);
    }

    @Test
    void keepsAConnectionThatIsOnlyABitTooFast() {
        peer.say("2[\"e\"]").say("2[\"e\"]").say("2[\"e\"]");
        for (int i = 0; i < 100; i++) {
            timers.advance(Duration.ofMillis(500));
            peer.say("2[\"e\"]");
        }

        assertThat(peer.isClosed()).isFalse();
        assertThat(handled).hasSize(53);
    }

    @Test
    void countsNoAcks() {
        for (int i = 0; i < 20; i++) {
            peer.say("3" + i + "[]");
        }
        peer.say("2[\"e\"]");

        assertThat(handled).hasSize(1);
    }

    @Test
    void refusesJoinsThatComeTooFastAndClosesAConnectionThatGoesOn() {
        for (int i = 0; i < 3; i++) {
            peer.join("/a,");
            peer.say("1/a");
        }
        peer.say("0/a,").say("0/nowhere,");
        assertThat(peer.take())
                .containsExactly("4/a,{\"message\":\"too many joins\"}", "4/nowhere,{\"message\":\"too many joins\"}");
        assertThat(peer.isClosed()).isFalse();

        peer.say("0/a,");

        assertThat(peer.wasClosedGracefully()).isTrue();
        assertThat(ends).contains("/ server namespace disconnect: too many events");
    }

    @Test
    void countsRefusedJoins() {
        peer.say("0/nowhere,").say("0/nowhere,").say("0/nowhere,");
        peer.take();

        peer.say("0/a,");

        assertThat(peer.take()).containsExactly("4/a,{\"message\":\"too many joins\"}");
    }

    @Test
    void takesTheChecksOfTheApplicationForRefusalsToo() {
        server.of("/")
                .onConnection(socket -> socket.use((event, arguments) -> {
                    throw new RateLimitedException("not so fast");
                }));
        Peer other = new Peer(engine(server));
        other.join();
        other.say("20[\"x\"]").say("2[\"x\"]");
        assertRefused(other, "30", "not so fast");
        assertThat(other.isClosed()).isFalse();

        other.say("2[\"x\"]");

        assertThat(other.wasClosedGracefully()).isTrue();
    }

    @Test
    void letsTheApplicationSayHowItRefuses() {
        server.of("/").onFailure(RateLimitedException.class, (socket, event, ack, failure) -> {
            socket.emit("slow down", event);
            ack.send("refused");
        });
        peer.say("2[\"e\"]").say("2[\"e\"]").say("2[\"e\"]").say("2[\"e\"]").say("25[\"e\"]");

        assertThat(peer.take()).containsExactly("2[\"slow down\",\"e\"]", "2[\"slow down\",\"e\"]", "35[\"refused\"]");
    }

    @Test
    void isNothingThatAPersonNotices() {
        ConnectionRates usual = ConnectionRates.standard();

        assertThat(usual.events().burst()).isGreaterThanOrEqualTo(300);
        assertThat(usual.events().perSecond()).isGreaterThanOrEqualTo(30);
        assertThat(usual.joins().burst()).isGreaterThan(SocketLimits.standard().maxNamespaces());
    }
}
