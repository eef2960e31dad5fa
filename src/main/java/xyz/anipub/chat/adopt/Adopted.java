package xyz.anipub.chat.adopt;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import xyz.anipub.chat.MessageId;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.UserId;

/**
 * How far a room has been taken over.
 *
 * @param taken how many of its messages, from the first one on, have been looked at
 * @param last the id of the last of these
 * @param before how many had been looked at when it was begun anew, as they had moved: those without an id of their own are not taken
 *     again before that
 * @param isDone whether the room is one of ours, or was
 * @param memberCount how many members were in it when they were taken last
 * @param members those who have been taken
 * @param expired when the newest message was sent that had expired before it could be taken
 */
public record Adopted(
        RoomId room,
        int taken,
        Optional<MessageId> last,
        int before,
        boolean isDone,
        int memberCount,
        Set<UserId> members,
        Optional<Instant> expired) {

    public Adopted {
        members = Set.copyOf(members);
    }

    /** Nothing yet. */
    static Adopted nothing(RoomId room) {
        return new Adopted(room, 0, Optional.empty(), 0, false, 0, Set.of(), Optional.empty());
    }

    Adopted upTo(int position, MessageId id) {
        return new Adopted(room, position, Optional.of(id), before, isDone, memberCount, members, expired);
    }

    /** From the first message on, as they have moved. */
    Adopted anew() {
        return new Adopted(room, 0, Optional.empty(), Math.max(before, taken), isDone, memberCount, members, expired);
    }

    /** All messages have been looked at. */
    Adopted ended() {
        return new Adopted(room, taken, last, 0, isDone, memberCount, members, expired);
    }

    /** A message of this time has expired, and so have all that are older, also when the room keeps messages longer one day. */
    Adopted expiredAt(Instant time) {
        return isExpired(time)
                ? this
                : new Adopted(room, taken, last, before, isDone, memberCount, members, Optional.of(time));
    }

    /** Whether a message of this time has been left out as expired before. */
    boolean isExpired(Instant time) {
        return expired.filter(newest -> !time.isAfter(newest)).isPresent();
    }

    Adopted done(int count, Set<UserId> all) {
        return new Adopted(room, taken, last, before, true, count, all, expired);
    }

    /** Whether the room may have something that has not been taken. */
    boolean isBehind(FormerRoom former) {
        return !isDone
                || before > 0
                || taken != former.messages()
                || memberCount != former.members()
                || !last.equals(former.lastId());
    }
}
