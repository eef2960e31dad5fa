package xyz.anipub.chat.message;

import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.UserId;

/** Port to whoever delivers messages live. */
public interface MessageAnnouncer {

    /**
     * Sends a stored message to everybody who listens to its room now. Called once per message, from the room's lane,
     * so in the order of {@link Message#seq()} but for messages whose sender announces late. Does not wait for
     * receivers and does not throw.
     */
    void announce(Message message);

    /**
     * Sends a changed message to everybody who listens to its room now, from the room's lane. The changes of one node come
     * in the order of their numbers; one may come twice, if it was another node that did not finish it. Does not wait for
     * receivers and does not throw.
     */
    void announceChange(Message message);

    /** Whether a user is connected to a room, so that an emit may follow a message stored by REST. */
    boolean isListening(RoomId room, UserId user);
}
