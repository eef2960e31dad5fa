package xyz.anipub.socketio.adapter;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Predicate;
import xyz.anipub.socketio.packet.Packet;

/**
 * The part of an adapter that lets clients come back as if they had never been away (protocol section 5): a log of what
 * was sent, with ordered offsets, and the sessions of sockets that have gone.
 *
 * <p><b>What is logged.</b> Every broadcast without an ack id that is not volatile; its offset is appended as the last
 * argument. A volatile one gets the offset of the last logged event instead, because clients take the last argument of
 * any event for their offset when it is a text.
 *
 * <p><b>Neither gap nor duplicate.</b> The order of the log is the order in which events enter the sockets' queues, and
 * {@link #enter} and {@link #restoreSession} happen at one point of that order: what was logged before it and is addressed to
 * the session is replayed by the restore, what is logged after it comes live, behind the replay. So an offset says: I
 * have everything up to here.
 *
 * <p><b>Who may get what.</b> A session gets what was sent to a room after it had come into that room, whatever offset
 * its client names. Whatever takes sockets out of rooms or disconnects them holds for stored sessions as well, even for
 * one that is being claimed, and for a socket whose end is under way.
 *
 * <p><b>Once.</b> Of several that claim a session, one gets it. It is gone when {@link #restoreSession} returns, and stays if
 * the claim is released.
 *
 * <p><b>Threads.</b> All methods may be called by any thread. {@link #claim} and {@link #restoreSession} may block for a bounded
 * time, the others do not. Callbacks must neither block, write nor call an application.
 */
public interface Recovery {

    /**
     * Whether sessions outlive this node, and clients come back to others: then those of sockets that end with the server are worth
     * keeping, too.
     */
    boolean outlivesNode();

    /** The offset of the last logged event: what is sent past the log, and ends with a text, should carry it. */
    String offset();

    /**
     * Sends an event to one connected socket of this node and to no other, whoever is in the room of its id. It is logged
     * like a broadcast, but within a share of its own: what clients have sent to themselves, answers for one, does not
     * push out what others may miss.
     */
    void send(String sid, Packet.Event event, EventFlags flags);

    /** A new socket comes in: {@code entry} makes it known, at the point of the log from which on it gets events. */
    void enter(String sid, Runnable entry);

    /** A socket has ended: keeps its session and takes it out of all rooms, in one step. */
    void persistSession(StoredSession session);

    /**
     * Looks for that session on other nodes, if there are any: {@link #claim} finds here what there is, when this is done.
     *
     * @return done in seconds at most, at once if nobody has to be asked; never fails
     */
    default CompletionStage<?> fetch(String pid, Optional<String> offset, ReplayBound bound) {
        return CompletableFuture.completedStage(null);
    }

    /** What the application keeps with a socket has changed. */
    default void changed(String sid) {}

    /**
     * What other nodes have sent, or were sent, is about to be delivered in another order: for so long, and until the next such call is
     * over, what clients have got cannot be told to other nodes. To be called before.
     */
    default void doubt(Duration time) {}

    /** Reserves the session of that id, if it can be restored. */
    Claim claim(String pid, Optional<String> offset);

    /** Gives a claim back: somebody may claim the session again. */
    void release(Claim claim);

    /**
     * The socket comes back: it is in its rooms again, and in those named.
     *
     * @param entry takes what was missed, in order, puts it into the socket's queue and makes the socket known
     * @return {@link RecoveryOutcome#RECOVERED}, or why not; then {@code entry} was not called, nothing has changed but
     *     that the session is gone
     */
    RecoveryOutcome restoreSession(Claim claim, Set<String> more, ReplayBound bound, Consumer<List<Delivery>> entry);

    /**
     * Forgets what was logged and is to be said to nobody any more. Whoever comes back goes on without it, and is not told so. Reads
     * all that is logged.
     *
     * @param everywhere also in a log that nodes share; if not, on this node only, which is done when this returns
     * @return completes when it is done, and fails if the shared log could not be reached: to be asked for again then
     */
    CompletionStage<?> retract(Predicate<String> text, boolean everywhere);

    /** Deletes the selected sessions of sockets that have gone or are about to. Connected sockets stay. */
    void forgetSessions(BroadcastOptions options);
}
