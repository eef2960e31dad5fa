package xyz.anipub.chat.power;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.UserId;

/**
 * Where bans, mutes and kicks are kept, of each kind at most one for each person and room. The last one that is written counts.
 *
 * <p>Waits and fails like {@link xyz.anipub.chat.member.MembershipRepository}; what was written is found with a majority.
 */
public interface SanctionRepository {

    /**
     * Writes one down, in place of that which may be there.
     *
     * @throws xyz.anipub.chat.ChatException {@code conflict} if {@value Sanction#MAX_IN_ROOM} others hold in the room
     */
    void put(Sanction.Kind kind, Sanction sanction);

    /**
     * Takes one back.
     *
     * @return whether there was one
     */
    boolean remove(Sanction.Kind kind, RoomId room, UserId user);

    /** The one of a person, if it still holds. */
    Optional<Sanction> find(Sanction.Kind kind, RoomId room, UserId user, Instant now);

    /** From which of some rooms a person is banned, in one question. */
    Set<RoomId> bannedFrom(Collection<RoomId> rooms, UserId user, Instant now);

    /** Ends what somebody has handed on in a room: codes, and whom that one has asked in and who has not answered. */
    void endInvitations(RoomId room, UserId by);

    /** Those of a room that still hold, in the order of the people's ids. */
    List<Sanction> all(Sanction.Kind kind, RoomId room, Instant now);
}
