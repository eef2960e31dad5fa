package xyz.anipub.chat.invite;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.UserId;

/**
 * Where invitations by code are kept, one document each, under the hash of the code.
 *
 * <p>Every method waits for the store, for a bounded time, and throws {@link xyz.anipub.chat.UnavailableException} when it cannot be
 * reached. What a writing method returned from is stored for good. Safe for use by many threads and nodes.
 */
public interface InvitationRepository {

    /** Keeps a new one, and drops those of the room that have ended; one that was used up a moment ago stays, and one by which somebody may still come. */
    Invitation add(RoomId room, UserId by, String hash, Instant now, Instant expiresAt, OptionalInt uses);

    /** Those of a room that have not ended, newest first. */
    List<Invitation> of(RoomId room, Instant now);

    /**
     * Takes one of a room away.
     *
     * @return whether there was one
     */
    boolean remove(RoomId room, String id);

    /** The one of this code, unless it has expired or is used up. */
    Optional<Invitation> find(String hash, Instant now);

    /**
     * Takes one use, if there is still one: of two who want the last, one gets it.
     *
     * @return false if it has expired, is used up or gone
     */
    boolean take(Invitation invitation, Instant now);

    /**
     * The same for somebody who comes in later, by {@link #takeOwn}. Of one for any number nothing is remembered.
     *
     * @return false as {@link #take}
     */
    boolean takeAhead(Invitation invitation, UserId user, Instant now);

    /** The one of this code by which somebody may come in who has taken a use ahead, unless it has expired. */
    Optional<Invitation> findOwn(String hash, UserId user, Instant now);

    /** Uses what the user has taken ahead; of two at once one does. */
    boolean takeOwn(Invitation invitation, UserId user, Instant now);

    /** Gives that back to the user. */
    void giveBackOwn(Invitation invitation, UserId user);

    /** Gives a use back that was taken ahead, for anybody. Does nothing if there is none. */
    void giveBackAhead(String hash, UserId user);

    /** Whether it has not been taken away, even if it is used up. */
    boolean isKept(Invitation invitation);

    /** Gives back a use that was taken, and led to nothing. */
    void giveBack(Invitation invitation);
}
