package xyz.anipub.robustness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import xyz.anipub.engineio.Session;
import xyz.anipub.engineio.transport.EngineClient;
import xyz.anipub.engineio.transport.EngineSocket;
import xyz.anipub.engineio.transport.websocket.WebSocketEndpoint;
import xyz.anipub.testing.TestServer;
import xyz.anipub.testing.TestWar;

/** After each kind of abuse the server holds no more than before, while the clients still hold all they have. */
class AbuseIT {

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    /** Payara keeps closed connections for a while, with what was read last: 21 MB after the 45 MB of attachments. */
    private static final long TOLERANCE_BYTES = 32_000_000;

    /** For each of 200 a batch in Payara, one in Tyrus, a queue and a connection; and 6 MB, with their frames, twice. */
    private static final long STALLED_BYTES = 100_000_000;

    private static final String POLLING = "EIO=4&transport=polling";
    private static final String ATTACHMENT = "x".repeat(50_000);

    private static final String BY_POLLING = "Has nothing to do with who carries WebSockets.";

    private static TestServer server;
    private static URI base;
    private static URI news;
    private static LiveObjects before;

    private final List<Wire> held = new ArrayList<>();

    @BeforeAll
    static void start() {
        server = TestServer.plan("abuse")
                .war(war("impatient", ImpatientApplication.class))
                .war(war("news", NewsApplication.class))
                .start();
        base = server.uri().resolve("impatient/socket.io/");
        news = server.uri().resolve("news/socket.io/");
        AbuseIT first = new AbuseIT();
        // What is loaded and cached at the first time is no leak.
        first.handshakes(500);
        first.slowPosts(10);
        first.silentWebSockets(10);
        first.missingAttachments(5);
        first.brokenPolls(20);
        first.brokenFrames(20);
        await().atMost(PATIENCE).until(() -> LiveObjects.of(server.pid()).count(Session.class) == 0);
        first.letGo();
        before = LiveObjects.of(server.pid());
    }

    private static Path war(String name, Class<?> application) {
        return TestWar.named(name)
                .programPackage("xyz.anipub.engineio")
                .programPackage("xyz.anipub.socketio")
                .testClass(application.getName())
                .write();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @AfterEach
    void letGo() {
        held.forEach(Wire::close);
    }

    @Test
    @DisabledIfSystemProperty(named = "anipub.websocket", matches = "endpoint", disabledReason = BY_POLLING)
    void tenThousandHandshakesThatNobodyCompletes() {
        handshakes(10_000);
        assertBackToBefore();
    }

    @Test
    @DisabledIfSystemProperty(named = "anipub.websocket", matches = "endpoint", disabledReason = BY_POLLING)
    void postsThatComeByteByByte() {
        slowPosts(100);
        assertBackToBefore();
    }

    @Test
    void webSocketsWhosePeerIsGone() {
        silentWebSockets(300);
        assertBackToBefore();
    }

    /** They hold nothing but their connection: everybody else is served meanwhile. */
    @Test
    void tenThousandRequestsForAWebSocketThatBreakOff() {
        List<Wire> half = IntStream.range(0, 10_000)
                .mapToObj(i ->
                        hold().say("GET " + base.getPath() + "?EIO=4&transport=websocket HTTP/1.1\r\nHost: a\r\nUpg"))
                .toList();
        EngineSocket other = joined(base);
        other.close();
        half.forEach(Wire::reset);
        held.removeAll(half);
        assertBackToBefore();
    }

    @Test
    void framesThatBreakOff() {
        brokenFrames(1_000);
        assertBackToBefore();
    }

    @Test
    void attachmentsThatNeverCome() {
        missingAttachments(100);
        assertBackToBefore();
    }

    @Test
    @DisabledIfSystemProperty(named = "anipub.websocket", matches = "endpoint", disabledReason = BY_POLLING)
    void pollsThatBreakOff() {
        brokenPolls(2_000);
        assertBackToBefore();
        // Nothing went wrong of ours. Payara's own trouble with clients that are gone is in the log, too.
        assertThat(server.log()).doesNotContainPattern("(WARN|SEVERE|ERROR).{0,30}\\[xyz\\.anipub");
    }

    /**
     * What waits for them is shared: each costs a batch or two of its own, whether it has never read or began to again.
     * Those that have too much owed to them are closed, and meanwhile everybody else is served.
     */
    @Test
    void readersThatStop() {
        List<Wire> readers = IntStream.range(0, 200).mapToObj(i -> stalled()).toList();
        EngineSocket other = joined(news);
        long calm = LiveObjects.of(server.pid()).bytes();
        flood(other);
        assertThat(LiveObjects.of(server.pid()).bytes()).isLessThan(calm + STALLED_BYTES);
        readers.forEach(reader -> reader.skip(300_000));
        assertThat(LiveObjects.of(server.pid()).bytes()).isLessThan(calm + STALLED_BYTES);
        flood(other);
        assertThat(LiveObjects.of(server.pid()).bytes()).isLessThan(calm + STALLED_BYTES);
        await().atMost(PATIENCE).until(() -> LiveObjects.of(server.pid()).count(Session.class) == 1);
        letGo();
        other.close();
        assertBackToBefore();
    }

    /** What they are owed is given up with them, and nobody else waits for it. */
    @Test
    void readersThatStopAndBreakOff() {
        List<Wire> readers = IntStream.range(0, 20).mapToObj(i -> stalled()).toList();
        EngineSocket other = joined(news);
        flood(other);
        readers.forEach(Wire::reset);
        held.removeAll(readers);
        List<EngineSocket> others =
                IntStream.range(0, 50).mapToObj(i -> joined(news)).toList();
        others.forEach(EngineSocket::close);
        other.close();
        assertBackToBefore();
    }

    /** Has come in, and reads nothing more. */
    private Wire stalled() {
        Wire wire = Wire.narrow(news);
        held.add(wire);
        assertThat(wire.upgrade().status()).contains(" 101 ");
        wire.frame("40").skipTo("40{");
        return wire;
    }

    /** Has the server send 6 MB to everybody, and waits until this socket has all of it. */
    private static void flood(EngineSocket asking) {
        asking.send("421[\"flood\"]");
        String message = asking.next();
        while (!message.equals("431[]")) {
            assertThat(message).startsWith("42[\"news\"");
            message = asking.next();
        }
    }

    /** Containers would make one for each, with what injected it, and carriers need none; a deadline that was met is let go of. */
    @Test
    void idleSocketsShareOneEndpointAndKeepOneTimerEach() {
        int count = 300;
        List<EngineSocket> idle =
                IntStream.range(0, count).mapToObj(i -> joined(base)).toList();

        LiveObjects now = LiveObjects.of(server.pid());
        idle.forEach(EngineSocket::close);

        assertThat(now.count(Session.class)).isEqualTo(count);
        assertThat(now.count(WebSocketEndpoint.class)).isLessThanOrEqualTo(10L);
        assertThat(now.timers() - before.timers()).isBetween(count - 10L, count + count / 3L);
        assertBackToBefore();
    }

    private static EngineSocket joined(URI at) {
        EngineSocket socket =
                EngineClient.socket(at, "EIO=4&transport=websocket").answeringPings();
        socket.next();
        socket.send("40");
        socket.next();
        return socket;
    }

    private void assertBackToBefore() {
        await().atMost(PATIENCE).pollInterval(Duration.ofSeconds(2)).untilAsserted(() -> {
            LiveObjects now = LiveObjects.of(server.pid());
            assertThat(now.grownSince(before)).isEmpty();
            assertThat(now.bytes()).isLessThan(before.bytes() + TOLERANCE_BYTES);
        });
    }

    private void handshakes(int count) {
        times(count, i -> EngineClient.handshake(base));
    }

    /** Each announces a body and brings a byte of it now and then, until the server has had enough. */
    private void slowPosts(int count) {
        // All before the first POST: between them they may take longer than it has until it is refused.
        List<String> sids = IntStream.range(0, count)
                .parallel()
                .mapToObj(i -> EngineClient.handshake(base))
                .toList();
        List<Wire> posts = new ArrayList<>();
        for (String sid : sids) {
            posts.add(hold().request(
                            "POST", POLLING + "&sid=" + sid, "Content-Type: text/plain\nContent-Length: 100000\n"));
        }
        for (int round = 0; round < 5; round++) {
            posts.forEach(post -> post.say("4"));
        }
        assertThat(posts).allSatisfy(post -> assertThat(post.status()).contains(" 408 "));
    }

    private void silentWebSockets(int count) {
        for (int i = 0; i < count; i++) {
            assertThat(hold().upgrade().status()).contains(" 101 ");
        }
    }

    /** Each announces ten attachments, sends nine and lives on. */
    private void missingAttachments(int count) {
        for (int i = 0; i < count; i++) {
            EngineSocket socket = joined(base);
            socket.send("4510-[\"say\",{\"_placeholder\":true,\"num\":0}]");
            for (int sent = 0; sent < 9; sent++) {
                socket.send(ATTACHMENT.getBytes(StandardCharsets.US_ASCII));
            }
        }
    }

    /** Each connection is reset at another place of a message in two frames, with a ping between them. */
    private void brokenFrames(int count) {
        String masks = "\u0000".repeat(4);
        String whole = "\u0001\u0084" + masks + "4hal" + "\u0089\u0081" + masks + "p" + "\u0080\u0082" + masks + "f.";
        times(count, i -> {
            Wire wire = Wire.to(base).upgrade();
            assertThat(wire.status()).contains(" 101 ");
            wire.say(whole.substring(0, 1 + i % (whole.length() - 1))).reset();
        });
    }

    /** Each client asks for packets and is gone before there are any. */
    private void brokenPolls(int count) {
        times(count, i -> {
            String sid = EngineClient.handshake(base);
            Wire.to(base).request("GET", POLLING + "&sid=" + sid, "").reset();
        });
    }

    private Wire hold() {
        Wire wire = Wire.to(base);
        held.add(wire);
        return wire;
    }

    private static void times(int count, IntConsumer what) {
        IntStream.range(0, count).parallel().forEach(what);
    }
}
