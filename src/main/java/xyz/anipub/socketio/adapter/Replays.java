package xyz.anipub.socketio.adapter;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import xyz.anipub.socketio.adapter.AwaySessions.Away;

/** What a session has missed, and whether the log has all of it. Not thread-safe: its adapter guards it. */
final class Replays {

    private final PacketLog log;

    Replays(PacketLog log) {
        this.log = log;
    }

    /** Whether the client can have what it missed. */
    RecoveryOutcome outcome(Away session, Optional<String> offset) {
        if (offset.isPresent() && log.number(offset.get()).isEmpty()) {
            return RecoveryOutcome.MALFORMED;
        }
        return from(session, number(offset)).isPresent() ? RecoveryOutcome.RECOVERED : RecoveryOutcome.TRIMMED;
    }

    /** The offset that counts: the client's, or that of the beginning if it has got nothing of this log. */
    String got(Optional<String> offset) {
        return log.offset(number(offset));
    }

    /** What the client has missed, in order. Its session has it from now on. */
    List<Delivery> missed(Away session, String offset) {
        Member member = session.member();
        List<PacketLog.Entry> missed =
                log.after(from(session, number(Optional.of(offset))).orElseThrow(), member);
        missed.forEach(each -> member.addressed(each.number()));
        return missed.stream().map(PacketLog.Entry::delivery).toList();
    }

    static boolean fits(List<Delivery> missed, ReplayBound bound) {
        return missed.stream().mapToInt(Delivery::packets).sum() <= bound.packets()
                && missed.stream().mapToLong(Delivery::size).sum() <= bound.bytes();
    }

    /** The number after which the replay begins; empty if something that it needs may have been trimmed. */
    private OptionalLong from(Away session, long offset) {
        Member member = session.member();
        long got = Math.max(member.start(), offset);
        long trimmed = log.trimmed(member);
        if (got < trimmed && member.lastAddressed() <= got) {
            // However long ago the last event was: nothing was for it until it went away.
            got = session.since();
        }
        return got < trimmed ? OptionalLong.empty() : OptionalLong.of(got);
    }

    private long number(Optional<String> offset) {
        return offset.map(log::number).orElse(OptionalLong.empty()).orElse(0);
    }
}
