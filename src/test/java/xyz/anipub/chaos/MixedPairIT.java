package xyz.anipub.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import xyz.anipub.testing.ChatClient;

/**
 * A node on WildFly and one on Payara Micro: what happens to them, to Redis and to the network between them under senders and
 * listeners.
 *
 * <p>{@code anipub.chaos.pause} is for how long a node stands still at least. With {@code anipub.chaos.swap} what happens to one of
 * them happens to the other instead.
 */
@Timeout(180)
@EnabledIfSystemProperty(named = "anipub.container", matches = "wildfly")
class MixedPairIT {

    private static final int WILDFLY = 0;
    private static final int PAYARA = 1;
    private static final boolean SWAP = Boolean.getBoolean("anipub.chaos.swap");
    private static final int KILLED = SWAP ? PAYARA : WILDFLY;
    private static final int PAUSED = SWAP ? WILDFLY : PAYARA;
    private static final int CUT_OFF = SWAP ? PAYARA : WILDFLY;

    /** After 12 s a node that is not heard is taken for gone; its lease has ended before. */
    private static final Duration PAUSE = Duration.parse(System.getProperty("anipub.chaos.pause", "PT14S"));

    private static final Duration AWAY = Duration.ofSeconds(5);

    /** How soon the clients of a node that stands still are on the other one. */
    private static final Duration ELSEWHERE = Duration.ofSeconds(15);

    private static final Duration LONGEST_PAUSE = Duration.ofMillis(300);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int SENDERS = 8;
    private static final int LISTENERS = 6;

    private static Cluster cluster;
    private static Crowd crowd;
    private static Attendance attendance;
    private static Audit audit;

    @BeforeAll
    static void start() {
        cluster = new Cluster(2, plan -> {}, last -> last.on("payara-micro"));
        crowd = new Crowd(cluster.entrance(), new Random(), SENDERS, LISTENERS, LONGEST_PAUSE);
        attendance = new Attendance(crowd, cluster);
        audit = new Audit(crowd, PATIENCE);
    }

    @AfterAll
    static void stop() {
        crowd.close();
        cluster.close();
    }

    /** All send before it, during it, and until they are answered again. */
    private static void sendThrough(Crowd.Happening happening) throws InterruptedException {
        cluster.awaitBalanced();
        crowd.spreadOver(cluster.names());
        Instant over = crowd.sendThrough(20, happening);
        attendance.check(over);
        audit.check();
    }

    @Test
    void whoWasOnANodeThatIsKilledIsOnTheOtherOne() throws InterruptedException {
        Node node = cluster.nodes().get(KILLED);
        sendThrough(() -> {
            Set<String> sockets = crowd.socketsOn(cluster.names().get(KILLED));
            node.kill();
            CompletableFuture<Void> back = CompletableFuture.runAsync(node::start);
            attendance.awaitGone(sockets, cluster.nodes().get(1 - KILLED));
            crowd.awaitListeners();
            back.join();
        });
    }

    @Test
    void whoIsOnANodeThatStandsStillIsSoonOnTheOtherOne() throws InterruptedException {
        String name = cluster.names().get(PAUSED);
        Node node = cluster.nodes().get(PAUSED);
        sendThrough(() -> {
            Instant end = Instant.now().plus(PAUSE);
            node.pause();
            await().atMost(ELSEWHERE).until(() -> crowd.socketsOn(name).isEmpty());
            crowd.awaitListeners();
            crowd.awaitAnswers();
            sleepUntil(end);
            node.goOn();
        });
    }

    @Test
    void aRedisThatStandsStillLosesNothing() throws InterruptedException {
        sendThrough(() -> {
            cluster.redis().pause();
            awaitLocalMessages(WILDFLY);
            awaitLocalMessages(PAYARA);
            TimeUnit.MILLISECONDS.sleep(AWAY.toMillis());
            cluster.redis().goOn();
        });
    }

    @Test
    void aRedisThatIsKilledAndEmptyWhenItIsBackLosesNothing() throws InterruptedException {
        List<Integer> before = cluster.nodes().stream().map(Node::losses).toList();
        sendThrough(() -> {
            cluster.redis().stop();
            awaitLocalMessages(WILDFLY);
            awaitLocalMessages(PAYARA);
            TimeUnit.MILLISECONDS.sleep(AWAY.toMillis());
            cluster.redis().start();
        });
        assertThat(cluster.nodes())
                .as("how often they say so")
                .extracting(Node::losses)
                .containsExactly(before.get(WILDFLY) + 1, before.get(PAYARA) + 1);
    }

    @Test
    void aNodeThatIsCutOffFromRedisServesItsPeople() throws InterruptedException {
        sendThrough(() -> {
            Instant end = Instant.now().plus(AWAY);
            cluster.ways().get(CUT_OFF).cut();
            crowd.awaitAnswers();
            awaitLocalMessages(CUT_OFF);
            sleepUntil(end);
            cluster.ways().get(CUT_OFF).heal();
        });
    }

    /** Until somebody who comes to a node by itself has heard something there. */
    private static void awaitLocalMessages(int node) {
        try (ChatClient local =
                ChatClient.of(crowd.host().at(cluster.nodes().get(node).uri()))) {
            local.join(crowd.rooms().get(0));
            await().until(() -> !local.objects("receive_message").isEmpty());
        }
    }

    private static void sleepUntil(Instant end) throws InterruptedException {
        TimeUnit.MILLISECONDS.sleep(
                Math.max(0, Duration.between(Instant.now(), end).toMillis()));
    }
}
