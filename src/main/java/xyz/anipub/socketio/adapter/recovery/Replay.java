package xyz.anipub.socketio.adapter.recovery;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import xyz.anipub.socketio.adapter.Delivery;
import xyz.anipub.socketio.adapter.RecoveryOutcome;
import xyz.anipub.socketio.adapter.ReplayBound;
import xyz.anipub.socketio.adapter.log.Member;
import xyz.anipub.socketio.adapter.log.PacketLog;
import xyz.anipub.socketio.adapter.recovery.AwaySessions.Away;

/**
 * What one client that comes back has missed, gathered in rounds: {@link #collect} finds under the adapter's lock what is
 * new since the round before, {@link #encode} makes it ready to be sent without that lock. Each round lasts as long as the
 * encoding of the one before, so the last one finds next to nothing. For one thread.
 */
final class Replay {

    /** Up to this many events are encoded under the lock rather than in another round. */
    private static final int FEW = 16;

    /** Where events come faster than they are encoded there is an end, too. */
    private static final int ROUNDS = 8;

    private final PacketLog log;
    private final Replays replays;
    private final String offset;
    private final ReplayBound bound;
    private final List<PacketLog.Entry> entries = new ArrayList<>();
    private final List<Delivery> ready = new ArrayList<>();
    private int round;
    private int moves;
    private long end;
    private long packets;
    private long bytes;

    /** @param offset what the client has got */
    Replay(PacketLog log, Replays replays, String offset, ReplayBound bound) {
        this.log = log;
        this.replays = replays;
        this.offset = offset;
        this.bound = bound;
    }

    /**
     * Gathers what the session has missed up to now. Under the lock.
     *
     * @return {@link RecoveryOutcome#RECOVERED}, or why it cannot have it
     */
    RecoveryOutcome collect(Away session) {
        Member member = session.member();
        OptionalLong start = round == 0
                ? replays.from(session, replays.number(Optional.of(offset)))
                : end < log.trimmed(member) ? OptionalLong.empty() : OptionalLong.of(end);
        if (start.isEmpty()) {
            return RecoveryOutcome.TRIMMED;
        }
        if (moves != member.moves() && round > 0) {
            withdraw(member);
        }
        List<PacketLog.Entry> more = new ArrayList<>();
        if (round == 0) {
            session.missedElsewhere().stream()
                    .filter(each -> member.isMeant(each.options(), each.number()))
                    .forEach(more::add);
        }
        more.addAll(log.after(start.getAsLong(), member));
        entries.addAll(more);
        more.forEach(each -> count(each, 1));
        end = log.last();
        moves = member.moves();
        round++;
        return packets <= bound.packets() && bytes <= bound.bytes()
                ? RecoveryOutcome.RECOVERED
                : RecoveryOutcome.TOO_MUCH;
    }

    /** Whether so little is left to be encoded that it may be done under the lock. */
    boolean isReady() {
        return entries.size() - ready.size() <= FEW || round >= ROUNDS;
    }

    /** Encodes what was gathered. Without the lock. */
    void encode() {
        for (PacketLog.Entry each : entries.subList(ready.size(), entries.size())) {
            ready.add(each.delivery().ready());
        }
    }

    /** All of it, in order; the member has it from now on. */
    List<Delivery> deliveries(Member member) {
        encode();
        if (!entries.isEmpty()) {
            member.addressed(entries.get(entries.size() - 1).number());
        }
        return List.copyOf(ready);
    }

    /** It has been taken out of rooms, or put into some: what was sent there is perhaps not for it any more. */
    private void withdraw(Member member) {
        for (int i = entries.size() - 1; i >= 0; i--) {
            PacketLog.Entry each = entries.get(i);
            if (!member.isMeant(each.options(), each.number())) {
                entries.remove(i);
                ready.remove(i);
                count(each, -1);
            }
        }
    }

    private void count(PacketLog.Entry entry, int sign) {
        packets += (long) sign * entry.delivery().packets();
        bytes += sign * entry.size();
    }
}
