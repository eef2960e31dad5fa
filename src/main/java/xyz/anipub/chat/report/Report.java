package xyz.anipub.chat.report;

import java.time.Instant;
import java.util.Optional;
import xyz.anipub.chat.MessageId;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.UserId;

/**
 * That somebody has reported a message.
 *
 * @param id 24 hex digits; later ones are greater, but for those of one second on several nodes
 * @param reporter who
 * @param reason why, in the reporter's words
 * @param copy what was reported
 * @param decision what has become of it; empty as long as it is open
 */
public record Report(
        String id,
        RoomId room,
        UserId reporter,
        String reason,
        Instant at,
        Copy copy,
        Optional<Decision> decision) {

    /** What may become of a report. */
    public enum State {
        OPEN,
        RESOLVED,
        DISMISSED;

        /** As it stands on the wire and in the store. */
        public String text() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /**
     * The message as it was when it was reported.
     *
     * @param timestamp when it was posted
     */
    public record Copy(
            MessageId message, long seq, UserId sender, String senderName, String content, Instant timestamp) {}

    /**
     * What has become of a report.
     *
     * @param state not open
     * @param note may be empty
     */
    public record Decision(State state, UserId by, Instant at, String note) {}

    public State state() {
        return decision.map(Decision::state).orElse(State.OPEN);
    }

    /** The report after a decision. */
    public Report decided(Decision how) {
        return new Report(id, room, reporter, reason, at, copy, Optional.of(how));
    }
}
