package xyz.anipub.engineio.relay;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import xyz.anipub.engineio.ManualTimers;
import xyz.anipub.engineio.RelayedSession;
import xyz.anipub.engineio.packet.PayloadBody;
import xyz.anipub.peer.Rate;

/** Two nodes, of which one has a session. */
abstract class RelayChapter {

    static final int MAX_OPEN = 50;
    static final int LONGEST = 10_000;
    static final String ADDRESS = "192.0.2.1";
    static final Duration BEAT = Duration.ofSeconds(1);
    static final Duration PATIENCE = Duration.ofSeconds(6);

    final ManualTimers timers = new ManualTimers();
    final Ether ether = new Ether();
    final NodeRelay here = relay();
    final NodeRelay there = relay();
    final RecordingSession session = new RecordingSession();
    final RecordingReply reply = new RecordingReply();
    String sid;

    private NodeRelay relay() {
        RelayConfig config =
                new RelayConfig(MAX_OPEN, MAX_OPEN, 5 * LONGEST, LONGEST, Duration.ofSeconds(5), new Rate(3, 1));
        return new NodeRelay(config, ether, Runnable::run, timers.asTimers());
    }

    @BeforeEach
    void join() {
        sid = there.newSessionId();
        here.start((id, address) -> Optional.empty());
        there.start((id, address) -> id.equals(sid) ? Optional.of(session) : Optional.empty());
    }

    RelayedSession fromHere() {
        return here.find(sid, ADDRESS).orElseThrow();
    }

    static PayloadBody text(String text) {
        return new PayloadBody(text.getBytes(), false);
    }
}
