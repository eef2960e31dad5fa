package xyz.anipub.socketio.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import xyz.anipub.engineio.CloseReason;
import xyz.anipub.socketio.adapter.log.Offset;

/** Clients that come from another node, and have to come in anew. */
class RefusedMovesTest extends MovingClientsChapter {

    @Test
    void theApplicationMayRefuse() {
        here.main.emit("one");
        client.hears("one");
        awaitKept();
        here.die();
        there.main.emit("secret");
        there.main.onRecovery((socket, rooms, data) -> false);
        assertThat(client.backOn(there)).isFalse();
        client.hears("one");
    }

    @Test
    void whatWasForItAloneAndIsLostMakesItNew() {
        here.main.emit("one");
        client.hears("one");
        client.peer.drop(CloseReason.TRANSPORT_CLOSE);
        // The end of a connection takes its time, and an answer comes too late.
        Client other = new Client().on(here);
        here.main.emit("two");
        await().atMost(SOON).until(() -> other.hear() && other.events.contains("two"));
        here.fixture.lastSocket().emit("alone");
        // It never arrives.
        String gotBefore = other.offset;
        await().atMost(SOON).until(() -> !kept().isEmpty());
        await().atMost(SOON).until(() -> other.hear() && other.events.contains("alone"));
        awaitLastAlone(other.pid);
        other.offset = gotBefore;
        here.die();
        assertThat(other.backOn(there)).isFalse();
    }

    private void awaitLastAlone(String pid) {
        await().atMost(SOON).until(() -> told(pid).stream()
                // As MessagePack writes a number from 1 up.
                .anyMatch(session ->
                        new String(session, StandardCharsets.ISO_8859_1).matches("(?s).*alone[\\x01-\\x7f].*")));
    }

    @Test
    void whatIsDeliveredInAnotherOrderMakesItNewForAWhile() {
        here.main.reorder(Duration.ofMinutes(1));
        here.main.emit("one");
        client.hears("one");
        assertThat(Offset.parse(client.offset).orElseThrow().mark()).isEmpty();
        awaitKept();
        here.die();
        assertThat(client.backOn(there)).isFalse();
    }

    @Test
    void aSessionBelongsToItsNamespace() {
        here.main.emit("one");
        client.hears("one");
        awaitKept();
        there.fixture.server.of("/admin");
        here.die();
        Peer thief = there.fixture.peer();
        thief.say("0/admin,{\"pid\":\"" + client.pid + "\",\"offset\":\"" + client.offset + "\"}");
        List<String> heard = new ArrayList<>();
        await().atMost(SOON).until(() -> heard.addAll(thief.take()));
        assertThat(heard).singleElement().asString().startsWith("0/admin,").doesNotContain(client.pid);
    }

    @Test
    void whoLeavesInOrderLeavesNothing() {
        awaitKept();
        client.peer.say("1");
        await().atMost(SOON).until(() -> kept().isEmpty());
    }

    @Test
    void aStreamThatIsTooShortMakesItNew() {
        here.main.emit("one");
        client.hears("one");
        there.main.emit("two");
        client.hears("one", "two");
        awaitKept();
        here.die();
        there.main.emit("three");
        commands.xtrim("socket.io", 0);
        assertThat(client.backOn(there)).isFalse();
        client.hears("one", "two");
    }

    @Test
    void whileRedisIsAwayItIsNew() {
        here.main.emit("one");
        client.hears("one");
        awaitKept();
        here.die();
        redis.stop();
        await().atMost(SOON).until(() -> !there.cluster.isConnected());
        assertThat(client.backOn(there)).isFalse();
    }

    @Test
    void oneOfTwoNodesGetsIt() {
        Node third = new Node();
        ClusterChapter.awaitNodes(third.main, 3);
        here.main.emit("one");
        client.hears("one");
        awaitKept();
        here.die();
        Client copy = new Client();
        copy.sid = client.sid;
        copy.pid = client.pid;
        copy.offset = client.offset;
        assertThat(client.backOn(there)).isTrue();
        assertThat(copy.backOn(third)).isFalse();
        third.close();
    }
}
