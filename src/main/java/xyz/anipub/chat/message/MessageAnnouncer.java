package xyz.anipub.chat.message;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.UserId;

/** Port to whoever delivers messages live. */
public interface MessageAnnouncer {

    /**
     * Sends stored messages of one room, in ascending order, to everybody who listens to it now: each once and in the order of
     * {@link Message#seq()}, though one whose sender announces late may come here behind later ones, or again. Called from the
     * room's lane. Does not wait for receivers and does not throw.
     */
    void announce(RoomId room, List<Message> messages);

    /**
     * A message is stored and will be announced later: whatever is announced behind it meanwhile need not wait for that, but sends
     * it as well. Called from the room's lane.
     */
    default void unannounced(RoomId room, Message message) {}

    /**
     * Sends a changed message to everybody who listens to its room now, from the room's lane. The changes of one node come
     * in the order of their numbers; one may come twice, if it was another node that did not finish it. Does not wait for
     * receivers and does not throw.
     */
    void announceChange(Message message);

    /** Runs a task that answers senders and announces: what one of them gets may leave in one piece when it has ended. */
    default void together(Runnable answering) {
        answering.run();
    }

    /**
     * Runs a task that announces and answers.
     *
     * @return completes, and never fails, once what its thread has sent has left to those who keep up; maybe on a thread that must not
     *     be blocked
     */
    default CompletionStage<Void> departure(Runnable announcing) {
        announcing.run();
        return CompletableFuture.completedFuture(null);
    }

    /** Whether a user is connected to a room, so that an emit may follow a message stored by REST. */
    boolean isListening(RoomId room, UserId user);
}
