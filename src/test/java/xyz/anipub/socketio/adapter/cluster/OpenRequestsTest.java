package xyz.anipub.socketio.adapter.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import xyz.anipub.socketio.adapter.AckCollector;
import xyz.anipub.socketio.adapter.cluster.carrier.ClusterMessage.ClientAck;
import xyz.anipub.socketio.adapter.cluster.carrier.ClusterMessage.ClientCount;
import xyz.anipub.socketio.adapter.cluster.carrier.ClusterMessage.ServerSideAnswer;
import xyz.anipub.socketio.packet.Packet;

/** Questions to other nodes, whose answers come late, twice, too many, or not at all. */
class OpenRequestsTest {

    private final OpenRequests requests = new OpenRequests(2);
    private final Peers peers = new Peers();

    private Gathering<Integer> gathering(int others) {
        return new Gathering<>(
                others, answer -> answer instanceof ServerSideAnswer ? Optional.of(1) : Optional.empty(), peers);
    }

    private void answer(String id, String node) {
        requests.answered(Optional.ofNullable(node), new ServerSideAnswer(id, Optional.empty()));
    }

    @Test
    void areDoneAsSoonAsAllHaveAnswered() {
        Gathering<Integer> gathering = gathering(2);
        requests.add("q", gathering);
        answer("q", "a");
        requests.answered(Optional.of("b"), new ClientCount("q", 1));
        assertThat(gathering.result()).isNotDone();
        answer("q", "b");
        answer("q", "c");
        answer("other", "d");
        assertThat(gathering.result()).isCompletedWithValue(List.of(1, 1));
        requests.remove("q");
        answer("q", "e");
        assertThat(requests.size()).isZero();
    }

    @Test
    void countANodeOnceIfItSaysWhoItIs() {
        Gathering<Integer> gathering = gathering(2);
        requests.add("q", gathering);
        answer("q", "a");
        answer("q", "a");
        assertThat(gathering.result()).isNotDone();
        answer("q", null);
        assertThat(gathering.result()).isCompleted();
    }

    @Test
    void nameThoseWhoWereSilent() {
        peers.heard("a");
        peers.heard("b");
        Gathering<Integer> gathering = gathering(3);
        requests.add("q", gathering);
        answer("q", "a");
        gathering.timeOut();
        assertThat(gathering.result().toCompletableFuture().handle((all, failure) -> failure))
                .succeedsWithin(Duration.ZERO)
                .asInstanceOf(InstanceOfAssertFactories.type(MissingAnswersException.class))
                .satisfies(missing -> assertThat(missing.silent()).containsExactly("b"))
                .satisfies(missing -> assertThat(missing.received()).isEqualTo(1))
                .satisfies(missing -> assertThat(missing).hasMessageContaining("1 responses received out of 3"));
    }

    @Test
    void areBounded() {
        assertThat(requests.add("1", gathering(1))).isTrue();
        assertThat(requests.add("2", gathering(1))).isTrue();
        assertThat(requests.add("3", gathering(1))).isFalse();
        requests.remove("1");
        requests.remove("1");
        assertThat(requests.add("3", gathering(1))).isTrue();
    }

    @Test
    void endWithTheAdapter() {
        Gathering<Integer> gathering = gathering(1);
        requests.add("q", gathering);
        requests.close();
        assertThat(gathering.result().toCompletableFuture().isCompletedExceptionally())
                .isTrue();
    }

    @Test
    void takeAcksOfSoManySocketsAsWereAsked() {
        List<String> told = new ArrayList<>();
        AskedAcks acks = new AskedAcks("/", recording(told));
        requests.add("q", acks);
        acks.ownPart().asked(0);
        acks.ownPart().allAsked();
        ack("a", "early");
        requests.answered(Optional.of("a"), new ClientCount("q", 2));
        requests.answered(Optional.of("a"), new ClientCount("q", 2));
        acks.expect(2);
        ack("a", "second");
        ack("a", "too many");
        requests.answered(Optional.of("b"), new ClientCount("q", 5));
        assertThat(told).containsExactly("asked 0", "early", "asked 2", "all asked", "second");
    }

    private void ack(String node, String value) {
        JsonValue text = Json.createValue(value);
        requests.answered(Optional.of(node), new ClientAck("q", Optional.of(text)));
    }

    private static AckCollector recording(List<String> told) {
        return new AckCollector() {
            @Override
            public void asked(int sockets) {
                told.add("asked " + sockets);
            }

            @Override
            public void allAsked() {
                told.add("all asked");
            }

            @Override
            public void answered(Packet.Ack answer) {
                told.add(((JsonString) answer.arguments().get(0)).getString());
            }

            @Override
            public void unanswered() {}

            @Override
            public void whenDone(Runnable task) {}
        };
    }
}
