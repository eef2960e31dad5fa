package xyz.anipub.chat.power;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import xyz.anipub.chat.MessageId;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.UserId;

/**
 * Where it is kept when each member of a slow room has posted last. Waits and fails like {@link
 * xyz.anipub.chat.member.MembershipRepository}; of two nodes that take a turn at the same time one gets it.
 */
public interface TurnRepository {

    /**
     * That a member posts a message.
     *
     * @param clientId what the client calls it; who repeats it needs no other turn
     * @param at by the store's clock
     */
    record Turn(RoomId room, UserId user, MessageId message, Optional<String> clientId, Instant at) {}

    /**
     * Takes a turn in one step, if the one before is so long ago. Else that one stays as it is, even if it is of the same client's id.
     *
     * @return the one that is in the way; empty if it was taken
     */
    Optional<Turn> take(Turn turn, Duration interval);

    /**
     * Takes a turn in place of another, if that is still the last.
     *
     * @return whether it was
     */
    boolean replace(Turn last, Turn turn);

    /** Takes a turn back, if it is still the last. */
    void giveBack(Turn turn);

    /** Forgets those that were taken before a time, and are in nobody's way any more. */
    void removeBefore(Instant time);
}
