package xyz.anipub.chat.realtime;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;
import xyz.anipub.chat.MessageId;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.UnavailableException;
import xyz.anipub.chat.UserId;
import xyz.anipub.chat.message.MessageRepository;
import xyz.anipub.chat.node.LiveNodes;
import xyz.anipub.chat.node.NodeId;
import xyz.anipub.chat.room.Membership;
import xyz.anipub.chat.room.MembershipRepository;
import xyz.anipub.chat.room.ReadState;
import xyz.anipub.socketio.BroadcastOperator;
import xyz.anipub.socketio.Namespace;
import xyz.anipub.socketio.SocketServer;

/**
 * Makes good what is broadcast once and nobody asks for: changes of messages, what a user has read, and memberships that have begun. If
 * this node could not hear another one, it learns by {@link NumberedNotices} of what, reads it, and tells its own sockets. They may
 * hear something twice, always as it is now. What went by without any beat being lost, in less than a second, is not found.
 *
 * <p>New messages are {@link MessageSequencer}'s, rights that end {@code Endings}', presence {@link PresenceFeed}'s. Typing is over in
 * a moment.
 *
 * <p>Thread-safe; the monitor guards the set of what is to be read, at most {@value #MAX_MISSED} keys. Only {@link #makeGood} waits for the store.
 */
@ApplicationScoped
public class MissedNotices {

    private static final System.Logger LOG = System.getLogger(MissedNotices.class.getName());

    private static final int MAX_MISSED = 10_000;
    private static final int AT_ONCE = 500;

    /** What a key begins with; two ids follow. */
    private static final char CHANGE = 'c';

    private static final char READ = 'r';
    private static final char MEMBERSHIP = 'm';
    private static final int ID_LENGTH = 24;

    private final Namespace namespace;
    private final MessageSequencer sequencer;
    private final MessageRepository messages;
    private final MembershipRepository memberships;
    private final ChatSockets sockets;
    private final NumberedNotices notices;
    private final Set<String> missed = new LinkedHashSet<>();

    @Inject
    MissedNotices(
            SocketServer server,
            MessageSequencer sequencer,
            MessageRepository messages,
            MembershipRepository memberships,
            ChatSockets sockets,
            LiveNodes nodes) {
        this(server, sequencer, messages, memberships, sockets, nodes.me(), System::nanoTime);
    }

    /** @param nanos a clock that is never set */
    MissedNotices(
            SocketServer server,
            MessageSequencer sequencer,
            MessageRepository messages,
            MembershipRepository memberships,
            ChatSockets sockets,
            NodeId me,
            LongSupplier nanos) {
        this.namespace = server.of("/");
        this.sequencer = sequencer;
        this.messages = messages;
        this.memberships = memberships;
        this.sockets = sockets;
        this.notices = new NumberedNotices(new NodeEvent(server, "anipub:notices"), me, nanos);
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected MissedNotices() {
        this.namespace = null;
        this.sequencer = null;
        this.messages = null;
        this.memberships = null;
        this.sockets = null;
        this.notices = null;
    }

    /** Takes part from now on. To be called once, before the first socket. */
    public void watch() {
        notices.watch(this::missed);
    }

    /** A changed message is broadcast by this node. Never waits, as the next two. */
    void changed(RoomId room, MessageId message) {
        notices.note(List.of(CHANGE + room.value() + message.value()));
    }

    /** How far a user has read is broadcast by this node. */
    void read(UserId user, Collection<RoomId> rooms) {
        notices.note(
                rooms.stream().map(room -> READ + room.value() + user.value()).toList());
    }

    /** That a user belongs to a room is broadcast by this node. */
    void joined(RoomId room, UserId user) {
        notices.note(List.of(MEMBERSHIP + room.value() + user.value()));
    }

    /** Has the others notice what they have missed. Called by a timer, once a second; never waits. */
    public void beat() {
        notices.beat();
    }

    private synchronized void missed(List<String> keys) {
        missed.addAll(keys);
        List<String> tooMany =
                missed.stream().limit(Math.max(0, missed.size() - MAX_MISSED)).toList();
        tooMany.forEach(missed::remove);
    }

    /**
     * Tells this node's sockets what they have missed, as far as it concerns them. Called by a timer, once a second; calls must not overlap.
     *
     * @throws xyz.anipub.chat.UnavailableException if the store is away; the next call does what is left
     */
    public void makeGood() {
        for (String key : taken()) {
            try {
                makeGood(key);
            } catch (UnavailableException away) {
                throw away;
            } catch (RuntimeException unreadable) {
                // Another version's key, or whoever else reaches Redis has sent it; or what it is about cannot be read.
                LOG.log(System.Logger.Level.DEBUG, "what was missed cannot be told: " + key, unreadable);
            }
            synchronized (this) {
                missed.remove(key);
            }
        }
    }

    private synchronized List<String> taken() {
        return missed.stream().limit(AT_ONCE).toList();
    }

    private void makeGood(String key) {
        RoomId room = new RoomId(key.substring(1, 1 + ID_LENGTH));
        String id = key.substring(1 + ID_LENGTH);
        switch (key.charAt(0)) {
            case CHANGE -> tellChange(room, new MessageId(id));
            case READ -> tellRead(room, new UserId(id));
            case MEMBERSHIP -> tellMembership(room, new UserId(id));
            default -> throw new IllegalArgumentException(key);
        }
    }

    private void tellChange(RoomId room, MessageId id) {
        if (sequencer.follows(room)) {
            messages.find(id).filter(found -> found.room().equals(room)).ifPresent(message -> {
                sequencer.changed(room, message.seq());
                namespace.local().to(room.value()).emit(EventNames.MESSAGE_CHANGED, Payloads.changedMessage(message));
            });
        }
    }

    private void tellRead(RoomId room, UserId user) {
        if (!sockets.of(user).isEmpty()) {
            for (Membership membership : memberships.of(user, List.of(room))) {
                ReadState state = ReadState.ofMember(membership.lastRead(), messages.lastSeq(room));
                sockets(user).emit(EventNames.READ_STATE, SocketReadAnnouncer.state(room, state));
            }
        }
    }

    private void tellMembership(RoomId room, UserId user) {
        if (!sockets.of(user).isEmpty()) {
            boolean isMember = !memberships.of(user, List.of(room)).isEmpty();
            sockets(user).emit(EventNames.MEMBERSHIP_CHANGED, Payloads.membership(room, isMember));
        }
    }

    private BroadcastOperator sockets(UserId user) {
        return namespace.local().to(ChatSocket.listOf(user));
    }
}
