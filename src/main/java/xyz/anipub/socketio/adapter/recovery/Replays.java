package xyz.anipub.socketio.adapter.recovery;

import java.util.Optional;
import java.util.OptionalLong;
import xyz.anipub.socketio.adapter.RecoveryOutcome;
import xyz.anipub.socketio.adapter.log.Member;
import xyz.anipub.socketio.adapter.log.Offset;
import xyz.anipub.socketio.adapter.log.PacketLog;
import xyz.anipub.socketio.adapter.recovery.AwaySessions.Away;

/** From where on a session has missed events, and whether the log has all of them. Not thread-safe: its adapter guards it. */
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
        if (!session.isArriving() && isElsewhere(session, offset)) {
            // What it has missed or got there is not known here.
            return RecoveryOutcome.TRIMMED;
        }
        return from(session, number(offset)).isPresent() ? RecoveryOutcome.RECOVERED : RecoveryOutcome.TRIMMED;
    }

    private boolean isElsewhere(Away session, Optional<String> offset) {
        return offset.isEmpty()
                ? session.member().isBroughtIn()
                : !log.isOwn(offset.get()) && Offset.parse(offset.get()).isPresent();
    }

    /** The offset that counts: the client's, or that of the beginning if it has got nothing of this log. */
    String got(Optional<String> offset) {
        return offset.filter(log::isOwn).orElseGet(() -> log.offset(number(offset)));
    }

    /** The number after which the replay begins; empty if something that it needs may have been trimmed. */
    OptionalLong from(Away session, long offset) {
        Member member = session.member();
        long got = Math.max(member.start(), offset);
        long trimmed = log.trimmed(member);
        if (got < trimmed && member.lastAddressed() <= got) {
            // However long ago the last event was: nothing was for it until it went away.
            got = session.since();
        }
        return got < trimmed ? OptionalLong.empty() : OptionalLong.of(got);
    }

    long number(Optional<String> offset) {
        return offset.map(log::number).orElse(OptionalLong.empty()).orElse(0);
    }
}
