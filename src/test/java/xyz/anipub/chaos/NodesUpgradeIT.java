package xyz.anipub.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.opentest4j.TestAbortedException;
import xyz.anipub.testing.TestServer;

/**
 * A rolling upgrade under senders and listeners, and the way back: nodes of a former WAR, on one database behind HAProxy, are replaced
 * one by one by nodes of this one, and these by the former again.
 *
 * <p>{@code anipub.former.war} is that WAR; without it nothing is tried. {@code anipub.chaos.nodes} is the number of nodes, 2 or 3,
 * {@code anipub.chaos.mixed} for how long each mixture of both goes on.
 */
@Timeout(1800)
class NodesUpgradeIT {

    private static final int NODES = Integer.getInteger("anipub.chaos.nodes", 3);
    private static final Duration MIXED = Duration.parse(System.getProperty("anipub.chaos.mixed", "PT10S"));
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(300);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int SENDERS = 12;
    private static final int LISTENERS = 9;

    private Cluster cluster;
    private Crowd crowd;
    private Audit audit;

    /** The names of the nodes that are of this version. */
    private final Set<String> upgraded = new HashSet<>();

    @Test
    void nothingIsLostOrDoubledAndNoPostFails() throws Exception {
        Path former = former();
        try (Cluster nodes = Cluster.ofAnyVersion(NODES, former);
                Crowd people = new Crowd(nodes.entrance(), new Random(), SENDERS, LISTENERS, LONGEST_PAUSE)) {
            cluster = nodes;
            crowd = people;
            audit = new Audit(crowd, PATIENCE);
            for (int node = 0; node < NODES; node++) {
                replace(node, TestServer.chatWar());
            }
            crowd.listeners().forEach(Listener::forgetIrregular);
            Instant over = sendThrough(() -> {});
            new Attendance(crowd, cluster).check(over);
            audit.check();
            for (int node = 0; node < NODES; node++) {
                replace(node, former);
            }
        }
    }

    /** The file's name is the context. */
    private static Path former() throws IOException {
        String war = System.getProperty("anipub.former.war", "");
        if (war.isEmpty()) {
            String how = "No rolling upgrade is tried: -Danipub.former.war=/path names the WAR of a former version.";
            System.out.println(how);
            throw new TestAbortedException(how);
        }
        return Files.copy(Path.of(war), TestServer.newFolder("former").resolve("ROOT.war"));
    }

    private void replace(int index, Path war) throws InterruptedException {
        Node node = cluster.nodes().get(index);
        String name = cluster.names().get(index);
        boolean upgrades = war.equals(TestServer.chatWar());
        Set<String> before = Set.copyOf(upgraded);
        List<Sent> unknown = unknown();
        sendThrough(() -> {
            crowd.forgetFailures();
            cluster.balancer().drain(name);
            node.stop();
            upgraded.remove(name);
            node.install(war);
            node.start();
            cluster.balancer().undrain(name);
            cluster.awaitBalanced();
            TimeUnit.MILLISECONDS.sleep(MIXED.toMillis());
        });
        if (upgrades) {
            upgraded.add(name);
        }
        System.out.printf(
                "Upgrade: %s %s is %s: %d acknowledged, %d unknown%n",
                Instant.now(),
                name,
                upgrades ? "of this version" : "of the former one",
                crowd.acknowledged(),
                unknown().size());
        assertThat(crowd.failures()).as("requests that failed").isEmpty();
        checkListeners(before);
        crowd.spreadOver(cluster.names());
        crowd.awaitListeners();
        audit.checkStored();
        if (!upgrades) {
            assertThat(unknown())
                    .as("what a node that drained stored and did not answer")
                    .filteredOn(each -> !unknown.contains(each))
                    .noneMatch(audit::isStored);
        }
    }

    /**
     * Posts that nobody answered: by emits only, as others have failed then. An emit may be under way when its connection is closed.
     */
    private List<Sent> unknown() {
        return crowd.sent()
                .filter(each -> each.outcome() == Sent.Outcome.UNKNOWN)
                .toList();
    }

    /**
     * Former nodes know nothing of what others post, and announce what they claim when they do; those of this version keep the order.
     */
    private void checkListeners(Set<String> inOrder) {
        List<Listener.Irregularity> wrong = new ArrayList<>();
        for (Listener listener : crowd.listeners()) {
            listener.irregular().stream()
                    .filter(each -> inOrder.contains(each.node()))
                    .forEach(wrong::add);
            listener.forgetIrregular();
        }
        assertThat(wrong).as("what came out of order, twice or after a hole").isEmpty();
    }

    private Instant sendThrough(Crowd.Happening happening) throws InterruptedException {
        cluster.awaitBalanced();
        crowd.spreadOver(cluster.names());
        return crowd.sendThrough(20, happening);
    }
}
