package xyz.anipub.socketio.admin;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.List;
import org.junit.jupiter.api.Test;
import xyz.anipub.engineio.ManualTimers;
import xyz.anipub.socketio.adapter.cluster.ClusterAdapter;
import xyz.anipub.socketio.adapter.cluster.LoopCluster;
import xyz.anipub.socketio.adapter.cluster.carrier.ClusterLimits;
import xyz.anipub.socketio.adapter.cluster.carrier.ClusterMeter;
import xyz.anipub.socketio.adapter.cluster.carrier.ClusterThreads;
import xyz.anipub.socketio.adapter.memory.InMemoryAdapter;

/** An operator on one node sees the sockets of another, and what happens there. */
class AdminOverNodesTest {

    private final LoopCluster cluster = new LoopCluster();
    private final AdminFixture here = node("here#1");
    private final AdminFixture there = node("there#1");

    private AdminFixture node(String name) {
        return new AdminFixture(
                true,
                false,
                name,
                (namespace, emitter) -> new ClusterAdapter(
                        namespace,
                        emitter,
                        new InMemoryAdapter(emitter, 5),
                        cluster.join(namespace, name),
                        ClusterLimits.standard(),
                        new ClusterThreads(Runnable::run, new ManualTimers()),
                        new ClusterMeter()));
    }

    private static List<String> servers(Visitor operator) {
        return operator.take("server_stats").stream()
                .map(arguments -> arguments.get(0).asJsonObject().getString("serverId"))
                .toList();
    }

    private static List<String> ids(List<List<JsonValue>> told) {
        return told.stream()
                .map(arguments -> ((JsonObject) arguments.get(0)).getString("id"))
                .toList();
    }

    @Test
    void seesWhoIsThereAlready() {
        there.guest();
        Visitor operator = here.operator();
        assertThat(ids(operator.take("socket_connected")))
                .containsExactly(there.lastSocket().id());
    }

    @Test
    void hearsOfBothServersFromTheStartAndWhileItStays() {
        Visitor operator = here.operator();
        assertThat(servers(operator)).containsExactlyInAnyOrder("here#1", "there#1");
        for (int i = 0; i < 10; i++) {
            here.tick();
            there.tick();
            assertThat(servers(operator)).containsExactlyInAnyOrder("here#1", "there#1");
        }
    }

    @Test
    void seesWhoComesThere() {
        Visitor operator = here.operator();
        operator.take();
        there.guest();
        assertThat(ids(operator.take("socket_connected")))
                .containsExactly(there.lastSocket().id());
    }

    @Test
    void movesSocketsOfTheOtherNode() {
        Visitor operator = here.operator();
        there.guest();
        operator.say("2/admin,[\"join\",\"/\",\"red\",\"" + there.lastSocket().id() + "\"]");
        assertThat(there.lastSocket().rooms()).contains("red");
    }
}
