package xyz.anipub.socketio.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.JsonValue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import xyz.anipub.engineio.CloseReason;
import xyz.anipub.socketio.Namespace;
import xyz.anipub.socketio.RemoteSocket;
import xyz.anipub.socketio.adapter.AdapterFactory;
import xyz.anipub.socketio.adapter.SocketEmitter;
import xyz.anipub.socketio.adapter.cluster.MissingAnswersException;
import xyz.anipub.socketio.adapter.cluster.carrier.ClusterThreads;
import xyz.anipub.socketio.adapter.log.RecoveryConfig;
import xyz.anipub.socketio.adapter.memory.InMemoryAdapter;
import xyz.anipub.socketio.adapter.recovery.RecoveringAdapter;
import xyz.anipub.socketio.connection.ServerEvents;
import xyz.anipub.socketio.event.BroadcastAnswers;
import xyz.anipub.socketio.packet.Packet;

/** Two servers that are one: every operation, seen from one and from the other, whatever carries the messages. */
abstract class ClusterChapter {

    private static final Duration SOON = Duration.ofSeconds(10);

    private final ExecutorService handlers = Executors.newFixedThreadPool(4);
    private final ScheduledExecutorService timers = Executors.newScheduledThreadPool(1);
    final ClusterThreads threads = new ClusterThreads(handlers, timers);

    ServerFixture here;
    ServerFixture there;
    Peer ann;
    Peer bob;
    String annId;
    String bobId;

    /** The adapters of one more node of the cluster. */
    abstract AdapterFactory node();

    /** What a node has for itself. */
    final RecoveringAdapter local(SocketEmitter emitter) {
        return new RecoveringAdapter(emitter, 5, RecoveryConfig.standard(), timers);
    }

    final InMemoryAdapter plain(SocketEmitter emitter) {
        return new InMemoryAdapter(emitter, 5);
    }

    @BeforeEach
    void connect() {
        here = server(node());
        there = server(node());
        ann = here.peer();
        annId = ann.join();
        bob = there.peer();
        bobId = bob.join();
        awaitNodes(here.main, 2);
        awaitNodes(there.main, 2);
    }

    @AfterEach
    void close() throws InterruptedException {
        here.server.close();
        there.server.close();
        end();
        handlers.shutdown();
        timers.shutdownNow();
        assertThat(handlers.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
    }

    /** What the subclass has opened. */
    void end() {}

    /** A further server, which answers {@link #awaitNodes}. */
    static ServerFixture server(AdapterFactory adapters) {
        ServerFixture fixture = new ServerFixture(Runnable::run, adapters);
        fixture.server.onNewNamespace(ClusterChapter::answering);
        answering(fixture.main);
        return fixture;
    }

    private static void answering(Namespace namespace) {
        namespace.onServerEvent("are you there", (arguments, ack) -> ack.send(true));
    }

    /** Waits until a namespace counts so many nodes and hears them: each but this one answers a question. */
    static void awaitNodes(Namespace namespace, int nodes) {
        awaitNodes(namespace, nodes, SOON);
    }

    /**
     * The same, where a question may fail first. By the adapter: the time of the fixture's server does not pass, and what is asked before
     * this node can be answered must come to an end.
     */
    static void awaitNodes(Namespace namespace, int nodes, Duration patience) {
        Packet.Event question = ServerEvents.event(namespace.name(), "are you there");
        await().atMost(patience)
                .until(() -> ServerFixture.local(namespace)
                                .adapter()
                                .serverSideEmitWithAck(question, Duration.ofSeconds(1))
                                .handle((answers, failure) -> failure == null ? answers.size() : -1)
                                .toCompletableFuture()
                                .get(patience.toSeconds(), TimeUnit.SECONDS)
                        == nodes - 1);
    }

    static void hears(Peer peer, String... packets) {
        List<String> heard = new ArrayList<>();
        await().atMost(SOON).until(() -> heard.addAll(peer.take()) && heard.size() >= packets.length);
        assertThat(heard).containsExactly(packets);
    }

    static <T> T value(CompletionStage<T> stage) {
        assertThat(stage).succeedsWithin(SOON);
        return stage.toCompletableFuture().join();
    }

    /** What was sent before has come by the time that this has. */
    void hearsNothingBefore(Peer peer, Namespace sender) {
        sender.emit("marker");
        hears(peer, "2[\"marker\"]");
    }

    @Test
    void reachesEverybodyOnBoth() {
        here.main.emit("news", 1, "two");
        hears(ann, "2[\"news\",1,\"two\"]");
        hears(bob, "2[\"news\",1,\"two\"]");
        there.main.emit("back");
        hears(ann, "2[\"back\"]");
    }

    @Test
    void reachesItsOwnSocketsBeforeTheCallReturns() {
        here.main.emit("news");
        assertThat(ann.take()).containsExactly("2[\"news\"]");
    }

    @Test
    void reachesRoomsAndLeavesOutExceptions() {
        there.lastSocket().join("red");
        here.lastSocket().join("red");
        here.main.to("blue").emit("no");
        here.main.to("red").except(bobId).emit("not bob");
        here.main.to("red").emit("red");
        hears(bob, "2[\"red\"]");
        hears(ann, "2[\"not bob\"]", "2[\"red\"]");
        here.main.to("red", "blue").except("green").emit("several");
        hears(bob, "2[\"several\"]");
    }

    @Test
    void keepsLocalEventsOnTheNode() {
        here.main.local().emit("local");
        hears(ann, "2[\"local\"]");
        hearsNothingBefore(bob, here.main);
    }

    @Test
    void leavesOutTheSocketThatBroadcasts() {
        here.lastSocket().broadcast().emit("from ann");
        hears(bob, "2[\"from ann\"]");
        assertThat(ann.take()).isEmpty();
    }

    @Test
    void carriesBytesAndVolatileEvents() {
        here.main.broadcast().asVolatile().emit("now");
        hears(bob, "2[\"now\"]");
        here.main.emit("bytes", new byte[] {1, 2, 3}, "text");
        hears(bob, "51-[\"bytes\",{\"_placeholder\":true,\"num\":0},\"text\"]", "bAQID");
    }

    @Test
    void keepsTheOrderOfOneSender() {
        IntStream.range(0, 1000)
                .forEach(i -> here.main.to(i % 2 == 0 ? bobId : annId, bobId).emit("n", i));
        hears(bob, IntStream.range(0, 1000).mapToObj(i -> "2[\"n\"," + i + "]").toArray(String[]::new));
    }

    @Test
    void keepsNamespacesApart() {
        here.server.of("/other");
        there.server.of("/other");
        String other = bob.join("/other,");
        awaitNodes(here.server.of("/other"), 2);
        here.server.of("/other").emit("inside");
        hears(bob, "2/other,[\"inside\"]");
        here.main.to(other).emit("not there");
        hearsNothingBefore(bob, here.main);
    }

    @Test
    void aNamespaceThatWasGoneIsHeardAgain() {
        Namespace game = here.server.of("/game-1");
        there.server.of(Pattern.compile("/game-\\d+"));
        for (int i = 0; i < 3; i++) {
            bob.join("/game-1,");
            awaitNodes(game, 2);
            game.emit("round", i);
            hears(bob, "2/game-1,[\"round\"," + i + "]");
            bob.say("1/game-1,");
            assertThat(there.server.namespaces()).hasSize(1);
            await().atMost(SOON)
                    .until(() -> value(game.serverSideEmitWithAck("anybody")).isEmpty());
        }
    }

    @Test
    void gathersAcksOfAllNodes() {
        CompletionStage<BroadcastAnswers> answers = here.main.broadcast().emitWithAck("q", 1);
        ackNext(bob, "\"bob\"");
        ackNext(ann, "\"ann\",2");
        BroadcastAnswers all = value(answers);
        assertThat(all.isComplete()).isTrue();
        assertThat(all.answers().toString()).contains("\"bob\"").contains("[\"ann\", 2]");
    }

    /** Answers the question that comes next. */
    static void ackNext(Peer peer, String values) {
        List<String> heard = new ArrayList<>();
        await().atMost(SOON).until(() -> heard.addAll(peer.take()));
        assertThat(heard).hasSize(1);
        String id = heard.get(0).replaceFirst("^2(\\d+)\\[.*", "$1");
        peer.say("3" + id + "[" + values + "]");
    }

    @Test
    void isDoneAtOnceWhereNobodyIsAsked() {
        BroadcastAnswers nobody = value(here.main.to("nobody").emitWithAck("q"));
        assertThat(nobody.isComplete()).isTrue();
        assertThat(nobody.answers()).isEmpty();
    }

    @Test
    void asksOneSocketOfTheOtherNode() {
        RemoteSocket remote = value(here.main.to(bobId).fetchSockets()).get(0);
        CompletionStage<List<JsonValue>> answer = remote.emitWithAck(Duration.ofSeconds(5), "q");
        ackNext(bob, "7");
        assertThat(value(answer)).hasToString("[7]");
    }

    @Test
    void joinsAndLeavesOnBoth() {
        here.main.broadcast().socketsJoin("red", "blue");
        await().atMost(SOON).until(() -> there.lastSocket().rooms().contains("blue"));
        assertThat(here.lastSocket().rooms()).contains("red", "blue");
        here.main.to("red").socketsLeave("blue");
        await().atMost(SOON).until(() -> !there.lastSocket().rooms().contains("blue"));
        assertThat(there.lastSocket().rooms()).contains("red");
        assertThat(here.lastSocket().rooms()).doesNotContain("blue");
    }

    @Test
    void aJoinComesBeforeWhatIsSentToTheRoomAfterwards() {
        here.main.broadcast().socketsJoin("red");
        here.main.to("red").emit("red");
        hears(bob, "2[\"red\"]");
        hears(ann, "2[\"red\"]");
    }

    @Test
    void disconnectsSocketsOfTheOtherNode() {
        here.main.to(bobId).disconnectSockets(false);
        hears(bob, "1");
        assertThat(ann.take()).isEmpty();
        bob.join();
        here.main.broadcast().disconnectSockets(true);
        await().atMost(SOON).until(bob::isClosed);
    }

    @Test
    void findsSocketsOfAllNodesWithoutTheirSecrets() {
        there.lastSocket().data().put("name", "Bob");
        List<RemoteSocket> all = value(here.main.fetchSockets());
        assertThat(all).extracting(RemoteSocket::id).containsExactlyInAnyOrder(annId, bobId);
        RemoteSocket remote =
                all.stream().filter(each -> each.id().equals(bobId)).findFirst().orElseThrow();
        assertThat(remote.data()).hasToString("{\"name\":\"Bob\"}");
        assertThat(remote.rooms()).containsExactly(bobId);
        assertThat(remote.handshake().getJsonObject("headers")).hasToString("{\"user-agent\":\"test\"}");
        assertThat(remote.handshake().getJsonObject("auth")).isEmpty();
        assertThat(value(here.main.to("nobody").fetchSockets())).isEmpty();
        assertThat(value(here.main.local().fetchSockets())).hasSize(1);
    }

    @Test
    void tellsOtherServers() {
        Queue<String> heard = new ConcurrentLinkedQueue<>();
        here.main.onServerEvent("ping", (arguments, ack) -> heard.add("here " + arguments));
        there.main.onServerEvent("ping", (arguments, ack) -> heard.add(arguments + " " + ack.isRequested()));
        here.main.serverSideEmit("ping", 1, "a");
        await().atMost(SOON).until(() -> !heard.isEmpty());
        assertThat(heard).containsExactly("[1, \"a\"] false");
    }

    @Test
    void asksOtherServers() {
        there.main.onServerEvent("sum", (arguments, ack) -> ack.send(arguments.size(), "not carried"));
        assertThat(value(here.main.serverSideEmitWithAck("sum", 1, 2))).hasToString("[[2]]");
        there.main.onServerEvent("nothing", (arguments, ack) -> ack.send());
        assertThat(value(here.main.serverSideEmitWithAck("nothing"))).hasSize(1);
    }

    @Test
    void saysHowManyServersWereSilent() {
        ServerFixture third = server(node());
        awaitNodes(third.main, 3);
        there.main.onServerEvent("only there", (arguments, ack) -> ack.send());
        // By the adapter: the time of the fixture's server does not pass.
        var question = ServerFixture.local(third.main)
                .adapter()
                .serverSideEmitWithAck(ServerEvents.event("/", "only there"), Duration.ofMillis(300));
        assertThat(question)
                .failsWithin(SOON)
                .withThrowableOfType(ExecutionException.class)
                .havingCause()
                .isInstanceOfSatisfying(MissingAnswersException.class, missing -> {
                    assertThat(missing.expected()).isEqualTo(2);
                    assertThat(missing.received()).isEqualTo(1);
                });
        third.server.close();
        awaitNodes(here.main, 2);
    }

    @Test
    void doesNotAskANodeThatHasClosed() {
        there.server.close();
        await().atMost(SOON)
                .until(() -> value(here.main.serverSideEmitWithAck("anybody")).isEmpty());
        assertThat(value(here.main.fetchSockets())).extracting(RemoteSocket::id).containsExactly(annId);
    }

    @Test
    void aBroadcastOfAnotherNodeIsThereForWhoComesBack() {
        ServerFixture third = server(recovering());
        Peer cid = third.peer();
        cid.say("0");
        String welcome = cid.take().stream()
                .filter(each -> each.startsWith("0{"))
                .findFirst()
                .orElseThrow();
        String pid = welcome.replaceFirst(".*\"pid\":\"([^\"]+)\".*", "$1");
        awaitNodes(third.main, 3);
        awaitNodes(here.main, 3);
        here.main.emit("first");
        List<String> heard = new ArrayList<>();
        await().atMost(SOON).until(() -> heard.addAll(cid.take()));
        String offset = heard.get(0).replaceFirst(".*,\"([^\"]+)\"]", "$1");
        cid.drop(CloseReason.TRANSPORT_CLOSE);
        here.main.emit("missed");
        // Handled in order: it is in the log by the time that this is answered.
        third.main.onServerEvent("so far", (arguments, ack) -> ack.send());
        there.main.onServerEvent("so far", (arguments, ack) -> ack.send());
        await().atMost(SOON).until(() -> {
            Peer back = third.peer();
            back.say("0{\"pid\":\"" + pid + "\",\"offset\":\"" + offset + "\"}");
            return back.take().stream().anyMatch(each -> each.startsWith("2[\"missed\","));
        });
        third.server.close();
    }

    /** A node that keeps what its clients miss. */
    abstract AdapterFactory recovering();
}
