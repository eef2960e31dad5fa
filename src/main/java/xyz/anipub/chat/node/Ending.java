package xyz.anipub.chat.node;

import java.time.Instant;
import java.util.Optional;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.UserId;

/** A right that has ended in the store. */
public sealed interface Ending {

    /**
     * To listen to a room.
     *
     * @param user whose; everybody's if it is empty, because the room is gone
     */
    record OfListening(RoomId room, Optional<UserId> user) implements Ending {}

    /** To do something in a room, or it has begun: who has which power there is another now. */
    record OfPower(RoomId room) implements Ending {}

    /**
     * To be somebody by a token, which was revoked.
     *
     * @param until when it would have expired
     */
    record OfToken(String tokenId, Instant until) implements Ending {}
}
