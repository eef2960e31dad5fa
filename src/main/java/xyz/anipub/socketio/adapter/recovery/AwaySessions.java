package xyz.anipub.socketio.adapter.recovery;

import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import xyz.anipub.socketio.adapter.BroadcastOptions;
import xyz.anipub.socketio.adapter.SessionKey;
import xyz.anipub.socketio.adapter.StoredSession;
import xyz.anipub.socketio.adapter.log.Mark;
import xyz.anipub.socketio.adapter.log.Member;
import xyz.anipub.socketio.adapter.log.PacketLog;
import xyz.anipub.socketio.adapter.log.RecoveryConfig;

/**
 * The sessions of one namespace whose sockets are away, the first to go in front. Not thread-safe: its adapter guards
 * it. When there are too many, the oldest goes.
 */
final class AwaySessions {

    private final Map<SessionKey, Away> sessions = new LinkedHashMap<>();
    private final int max;
    private final long lifetime;

    /** One that is away since a moment and since a number of the log. */
    static final class Away {

        private final StoredSession session;
        private final Member member;
        private final long since;
        private final long nanos;
        private final Optional<Mark> at;
        private final @Nullable Arrival arrival;
        private boolean isClaimed;

        /** @param at what its node had delivered of the log that nodes share; empty if that cannot be said */
        Away(StoredSession session, Member member, long since, long nanos, Optional<Mark> at) {
            this(session, member, since, nanos, at, null);
        }

        /** @param arrival what it has missed on another node */
        Away(StoredSession session, Member member, long since, long nanos, Arrival arrival) {
            this(session, member, since, nanos, Optional.empty(), arrival);
        }

        private Away(
                StoredSession session,
                Member member,
                long since,
                long nanos,
                Optional<Mark> at,
                @Nullable Arrival arrival) {
            this.session = session;
            this.member = member;
            this.since = since;
            this.nanos = nanos;
            this.at = at;
            this.arrival = arrival;
        }

        /** What was delivered before it was away: what came later is not for it to have had. */
        Optional<Mark> at() {
            return at;
        }

        /** Whether it comes from another node. */
        boolean isArriving() {
            return arrival != null;
        }

        /** Whether nobody can have it now: somebody is about to, or it is not all here yet. */
        boolean isReserved() {
            return isClaimed || arrival != null && !arrival.isComplete();
        }

        /** What it has missed there; nothing if it was on this node. */
        List<PacketLog.Entry> missedElsewhere() {
            return arrival == null ? List.of() : arrival.entries();
        }

        StoredSession session() {
            return session;
        }

        Member member() {
            return member;
        }

        /** The number of the last event before it was away. */
        long since() {
            return since;
        }

        boolean isClaimed() {
            return isClaimed;
        }

        void claim(boolean claimed) {
            isClaimed = claimed;
        }
    }

    AwaySessions(RecoveryConfig config) {
        this.max = config.maxSessions();
        this.lifetime = config.maxDisconnection().toNanos();
    }

    Duration lifetime() {
        return Duration.ofNanos(lifetime);
    }

    boolean isEmpty() {
        return sessions.isEmpty();
    }

    void add(Away away) {
        SessionKey key = SessionKey.of(away.session().pid());
        sessions.remove(key);
        sessions.put(key, away);
        if (sessions.size() > max) {
            Iterator<Away> oldest = sessions.values().iterator();
            oldest.next();
            oldest.remove();
        }
    }

    @Nullable
    Away find(String pid) {
        return sessions.get(SessionKey.of(pid));
    }

    /** Takes out the one found, unless it is gone or replaced. */
    boolean remove(Away away) {
        return sessions.remove(SessionKey.of(away.session().pid()), away);
    }

    /** Those whom a broadcast is for. */
    List<Away> selected(BroadcastOptions options) {
        return sessions.values().stream()
                .filter(each -> each.member().isSelected(options))
                .toList();
    }

    /** Takes out those whom a broadcast is for. */
    List<Away> removeSelected(BroadcastOptions options) {
        List<Away> selected = selected(options);
        selected.forEach(this::remove);
        return selected;
    }

    boolean isExpired(Away away, long now) {
        return now - away.nanos > lifetime;
    }

    /** Removes those that have expired. One that is being claimed stays: its claim was in time. */
    void trim(long now) {
        sessions.values().removeIf(away -> !away.isClaimed && isExpired(away, now));
    }

    /** How long until the oldest has expired, if there is one. */
    Duration untilTrim(long now) {
        Away oldest = sessions.values().iterator().next();
        return Duration.ofNanos(Math.max(0, oldest.nanos + lifetime - now));
    }
}
