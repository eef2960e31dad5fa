package xyz.anipub.chaos;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import xyz.anipub.testing.TestServer;

/**
 * Kills and pauses of the server under senders of all {@linkplain Sender.Way ways} and listeners. After each fault the
 * {@linkplain Audit audit} must find nothing wrong.
 */
class ChaosIT {

    private static final int SENDERS = 8;
    private static final int LISTENERS = 3;
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(20);

    private final Path folder = TestServer.newFolder("chaos-data");

    @Test
    void whatIsStoredIsAcknowledgedOrNotButAnnouncedOnce() throws Exception {
        Schedule schedule = new Schedule(1, Fault.Kind.KILL_NODE, Fault.Kind.PAUSE_NODE, Fault.Kind.KILL_NODE);
        try (Node node = new Node(plan());
                Crowd crowd = new Crowd(node.uri(), schedule.random(), SENDERS, LISTENERS, LONGEST_PAUSE)) {
            Audit audit = new Audit(crowd, Crowd.PATIENCE);
            while (schedule.goesOn()) {
                Fault fault = schedule.next();
                crowd.sendThrough(fault, () -> node.happen(fault));
                audit.check();
                schedule.report(crowd);
            }
        }
    }

    private TestServer.Plan plan() {
        TestServer.Plan plan =
                TestServer.plan("chaos").war(TestServer.chatWar()).port(TestServer.freePort());
        Optional.ofNullable(System.getenv("ANIPUB_TEST_MONGODB_URI"))
                .filter(uri -> !uri.isBlank())
                .ifPresentOrElse(
                        uri -> plan.environment("MONGODB_URI", uri),
                        () -> plan.setting("anipub.data", folder.toString()));
        return plan;
    }
}
