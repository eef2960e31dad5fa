package xyz.anipub.socketio.adapter.recovery;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import xyz.anipub.socketio.adapter.Claim;
import xyz.anipub.socketio.adapter.Delivery;
import xyz.anipub.socketio.adapter.RecoveryOutcome;
import xyz.anipub.socketio.adapter.ReplayBound;
import xyz.anipub.socketio.adapter.log.Member;
import xyz.anipub.socketio.adapter.log.PacketLog;
import xyz.anipub.socketio.adapter.log.PacketLog.Entry;
import xyz.anipub.socketio.adapter.memory.Rooms;
import xyz.anipub.socketio.adapter.recovery.AwaySessions.Away;

/** The return of sessions that are away, for {@link RecoveringAdapter}, whose lock it takes. */
final class Returns {

    private final Object lock;
    private final Rooms rooms;
    private final PacketLog log;
    private final AwaySessions away;
    private final LongSupplier nanoTime;
    private final Replays replays;

    /** @param lock guards all others */
    Returns(Object lock, Rooms rooms, PacketLog log, AwaySessions away, LongSupplier nanoTime) {
        this.lock = lock;
        this.rooms = rooms;
        this.log = log;
        this.away = away;
        this.nanoTime = nanoTime;
        this.replays = new Replays(log);
    }

    Claim claim(String pid, Optional<String> offset) {
        synchronized (lock) {
            Away found = away.find(pid);
            RecoveryOutcome outcome = found == null || found.isReserved()
                    ? RecoveryOutcome.UNKNOWN
                    : away.isExpired(found, nanoTime.getAsLong())
                            ? RecoveryOutcome.EXPIRED
                            : replays.outcome(found, offset);
            String got = replays.got(offset);
            if (found == null || outcome != RecoveryOutcome.RECOVERED) {
                return Claim.failed(outcome, got);
            }
            found.claim(true);
            return new Claim(
                    outcome, Optional.of(found.session()), found.member().rooms(), got, found.isArriving());
        }
    }

    /** Done when it returns. The texts are read without the lock: there are thousands. */
    CompletionStage<?> retract(Predicate<String> text) {
        List<Entry> logged;
        synchronized (lock) {
            logged = log.entries();
        }
        List<Entry> retracted =
                logged.stream().filter(each -> each.delivery().says(text)).toList();
        synchronized (lock) {
            retracted.forEach(log::forget);
        }
        return CompletableFuture.completedStage(null);
    }

    void release(Claim claim) {
        synchronized (lock) {
            claimed(claim).ifPresent(found -> found.claim(false));
        }
    }

    RecoveryOutcome restore(Claim claim, Set<String> more, ReplayBound bound, Consumer<List<Delivery>> entry) {
        Replay replay = new Replay(log, replays, claim.offset(), bound);
        Optional<RecoveryOutcome> outcome;
        do {
            replay.encode();
            synchronized (lock) {
                outcome = claimed(claim)
                        .map(session -> restore(session, replay, more, entry))
                        .orElse(Optional.of(RecoveryOutcome.FORGOTTEN));
            }
        } while (outcome.isEmpty());
        rooms.tell();
        return outcome.get();
    }

    /** Empty if there is something to encode first. */
    private Optional<RecoveryOutcome> restore(
            Away session, Replay replay, Set<String> more, Consumer<List<Delivery>> entry) {
        RecoveryOutcome outcome = replay.collect(session);
        if (outcome == RecoveryOutcome.RECOVERED && !replay.isReady()) {
            return Optional.empty();
        }
        away.remove(session);
        if (outcome == RecoveryOutcome.RECOVERED) {
            comeBack(session.member(), more);
            entry.accept(replay.deliveries(session.member()));
        }
        return Optional.of(outcome);
    }

    private Optional<Away> claimed(Claim claim) {
        return claim.session()
                .map(session -> away.find(session.pid()))
                .filter(found ->
                        found.isClaimed() && found.session() == claim.session().orElseThrow());
    }

    private void comeBack(Member member, Set<String> more) {
        if (rooms.allows(member, more)) {
            member.join(more, log.last());
        }
        rooms.add(member);
    }
}
