package xyz.anipub.chaos;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/**
 * Faults of the nodes, of Redis and of the network between them, under senders and listeners on all nodes. After each of
 * them the {@linkplain Audit audit} must find nothing wrong, and each node know exactly who is present.
 *
 * <p>{@code anipub.chaos.nodes} is the number of nodes, 2 or 3, {@code anipub.chaos.clients} that of people; a seed means the same
 * only with the same of both.
 */
class NodesChaosIT {

    private static final int NODES = Integer.getInteger("anipub.chaos.nodes", 2);
    private static final int CLIENTS = Integer.getInteger("anipub.chaos.clients", 24);
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(500);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Test
    void nothingIsLostOrDoubledAndEveryListenerHearsAllInOrder() throws Exception {
        System.out.printf("Chaos: -Danipub.chaos.nodes=%d -Danipub.chaos.clients=%d%n", NODES, CLIENTS);
        Schedule schedule = new Schedule(
                NODES,
                Fault.Kind.KILL_NODE,
                Fault.Kind.KILL_REDIS,
                Fault.Kind.PAUSE_NODE,
                Fault.Kind.PAUSE_REDIS,
                Fault.Kind.CUT_NODE_FROM_REDIS);
        try (Cluster cluster = new Cluster(NODES);
                Crowd crowd = new Crowd(
                        cluster.entrance(), schedule.random(), CLIENTS / 2, CLIENTS - CLIENTS / 2, LONGEST_PAUSE)) {
            Audit audit = new Audit(crowd, PATIENCE);
            Attendance attendance = new Attendance(crowd, cluster);
            while (schedule.goesOn()) {
                Fault fault = schedule.next();
                cluster.awaitBalanced();
                crowd.spreadOver(cluster.names());
                Instant over = crowd.sendThrough(fault, () -> cluster.happen(fault));
                attendance.check(over);
                audit.check();
                schedule.report(crowd);
            }
        }
    }
}
