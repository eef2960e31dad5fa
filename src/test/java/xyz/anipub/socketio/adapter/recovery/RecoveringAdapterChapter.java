package xyz.anipub.socketio.adapter.recovery;

import static xyz.anipub.socketio.adapter.RecoveryOutcome.RECOVERED;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import xyz.anipub.engineio.ManualTimers;
import xyz.anipub.socketio.adapter.BroadcastOptions;
import xyz.anipub.socketio.adapter.Claim;
import xyz.anipub.socketio.adapter.EventFlags;
import xyz.anipub.socketio.adapter.RecordingEmitter;
import xyz.anipub.socketio.adapter.RecoveryOutcome;
import xyz.anipub.socketio.adapter.ReplayBound;
import xyz.anipub.socketio.adapter.StoredSession;
import xyz.anipub.socketio.adapter.log.RecoveryConfig;
import xyz.anipub.socketio.packet.Packet;

/** An adapter with a small log, and what a server does with it. */
abstract class RecoveringAdapterChapter {

    static final BroadcastOptions ALL = BroadcastOptions.everybody();
    static final ReplayBound PLENTY = new ReplayBound(100, 1_000);

    final ManualTimers timers = new ManualTimers();
    final RecordingEmitter emitter = new RecordingEmitter();
    final RecoveringAdapter adapter = new RecoveringAdapter(
            emitter,
            3,
            new RecoveryConfig(Duration.ofMinutes(2), Duration.ofMinutes(3), 5, 20, 2),
            timers,
            timers::nanoTime);
    final List<String> replayed = new ArrayList<>();

    void join(String sid, String... rooms) {
        adapter.add(sid);
        adapter.join(sid, Set.of(rooms));
        adapter.enter(sid, () -> {});
    }

    void goAway(String sid) {
        adapter.persistSession(new StoredSession(sid, "pid " + sid, Map.of()));
    }

    /** Returns the offset that it went with. */
    String send(String name, BroadcastOptions options) {
        adapter.broadcast(List.of(Packet.Event.of("/", name, List.of())), options);
        return adapter.offset();
    }

    /** Sends to one socket and returns the offset that it went with. */
    String answer(String sid, String name) {
        adapter.send(sid, Packet.Event.of("/", name, List.of()), EventFlags.usual());
        return adapter.offset();
    }

    RecoveryOutcome comeBack(String sid) {
        return comeBack(sid, Optional.empty(), PLENTY);
    }

    RecoveryOutcome comeBack(String sid, String offset) {
        return comeBack(sid, Optional.of(offset), PLENTY);
    }

    RecoveryOutcome comeBack(String sid, Optional<String> offset, ReplayBound bound) {
        Claim claim = adapter.claim("pid " + sid, offset);
        return claim.outcome() == RECOVERED ? restore(claim, bound) : claim.outcome();
    }

    RecoveryOutcome restore(Claim claim, ReplayBound bound) {
        return adapter.restoreSession(
                claim,
                Set.of(),
                bound,
                missed -> missed.forEach(each -> replayed.add(each.toString().replaceFirst("@.*", ""))));
    }

    RecoveryOutcome claimAndRelease(String sid, String offset) {
        Claim claim = adapter.claim("pid " + sid, Optional.ofNullable(offset));
        adapter.release(claim);
        return claim.outcome();
    }
}
