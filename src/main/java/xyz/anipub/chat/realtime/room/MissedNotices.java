package xyz.anipub.chat.realtime.room;

import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import xyz.anipub.bean.SingletonBean;
import xyz.anipub.chat.MessageId;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.RoomLanes;
import xyz.anipub.chat.UnavailableException;
import xyz.anipub.chat.UserId;
import xyz.anipub.chat.member.Membership;
import xyz.anipub.chat.member.MembershipRepository;
import xyz.anipub.chat.member.ReadState;
import xyz.anipub.chat.message.MessageRepository;
import xyz.anipub.chat.node.LiveNodes;
import xyz.anipub.chat.node.NodeId;
import xyz.anipub.chat.realtime.node.NodeEvent;
import xyz.anipub.chat.realtime.node.NumberedNotices;
import xyz.anipub.chat.realtime.order.MessageSequencer;
import xyz.anipub.chat.realtime.socket.ChatSocket;
import xyz.anipub.chat.realtime.socket.ChatSockets;
import xyz.anipub.chat.realtime.wire.EventNames;
import xyz.anipub.chat.realtime.wire.Payloads;
import xyz.anipub.socketio.BroadcastOperator;
import xyz.anipub.socketio.Namespace;
import xyz.anipub.socketio.server.SocketServer;

/**
 * Catches up on what is broadcast once and never requested: changes of messages, what a user has read, and memberships that have begun. If
 * this node could not hear another one, it learns by {@link NumberedNotices} of what, reads it, and tells its own sockets. They may
 * hear something twice, always as it is now. What went by without any beat being lost, in less than a second, is not found.
 *
 * <p>New messages are {@link MessageSequencer}'s, rights that end {@code Endings}', presence {@link PresenceFeed}'s. Typing is over in
 * a moment.
 *
 * <p>Thread-safe; the monitor guards the set of what is to be read, at most {@value #MAX_MISSED} keys. Only {@link #makeGood} waits for the store;
 * what it tells of a member it reads in the room's lane, as whatever else is told of one: the last report is right.
 */
@SingletonBean
public class MissedNotices {

    private static final System.Logger LOG = System.getLogger(MissedNotices.class.getName());

    private static final int MAX_MISSED = 10_000;
    private static final int AT_ONCE = 500;

    /** A busy room does not hold up the others for longer. */
    private static final Duration LONGEST = Duration.ofSeconds(5);

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
    private final ChangeReaders readers;
    private final RoomLanes lanes;
    private final NumberedNotices notices;
    /** Those of what users have read: there are so many that they would drive out the others. */
    private final NumberedNotices reads;

    private final Set<String> missed = new LinkedHashSet<>();

    @Inject
    MissedNotices(
            SocketServer server,
            MessageSequencer sequencer,
            MessageRepository messages,
            MembershipRepository memberships,
            ChatSockets sockets,
            RoomLanes lanes,
            ChangeReaders readers,
            LiveNodes nodes) {
        this(server, sequencer, messages, memberships, sockets, lanes, readers, nodes.me(), System::nanoTime);
    }

    /** @param nanos a clock that is never set */
    public MissedNotices(
            SocketServer server,
            MessageSequencer sequencer,
            MessageRepository messages,
            MembershipRepository memberships,
            ChatSockets sockets,
            RoomLanes lanes,
            ChangeReaders readers,
            NodeId me,
            LongSupplier nanos) {
        this.namespace = server.of("/");
        this.sequencer = sequencer;
        this.messages = messages;
        this.memberships = memberships;
        this.sockets = sockets;
        this.lanes = lanes;
        this.readers = readers;
        this.notices = new NumberedNotices(new NodeEvent(server, "anipub:notices"), me, nanos);
        this.reads = new NumberedNotices(new NodeEvent(server, "anipub:read-notices"), me, nanos);
    }

    /** Takes part from now on. To be called once, before the first socket. */
    public void watch() {
        notices.watch(this::missed);
        reads.watch(this::missed);
    }

    /** A changed message was broadcast by this node. Never waits, as the next two. */
    void changed(RoomId room, MessageId message) {
        notices.note(List.of(CHANGE + room.value() + message.value()));
    }

    /** How far a user has read was broadcast by this node. */
    void read(UserId user, Collection<RoomId> rooms) {
        reads.note(
                rooms.stream().map(room -> READ + room.value() + user.value()).toList());
    }

    /** That a user belongs to a room was broadcast by this node. */
    void joined(RoomId room, UserId user) {
        notices.note(List.of(MEMBERSHIP + room.value() + user.value()));
    }

    /** Has the others notice what they have missed. Called by a timer, once a second; never waits. */
    public void beat() {
        notices.beat();
        reads.beat();
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
        for (String key : waiting()) {
            take(key);
            try {
                makeGood(key);
            } catch (UnavailableException away) {
                missed(List.of(key));
                throw away;
            } catch (RuntimeException unreadable) {
                // Another version's key, or whoever else reaches Redis has sent it; or what it is about cannot be read.
                LOG.log(System.Logger.Level.DEBUG, "what was missed cannot be told: " + key, unreadable);
            }
        }
    }

    private synchronized List<String> waiting() {
        return missed.stream().limit(AT_ONCE).toList();
    }

    /** Before it is read: what is missed from now on is read once more. */
    private synchronized void take(String key) {
        missed.remove(key);
    }

    private void makeGood(String key) {
        RoomId room = new RoomId(key.substring(1, 1 + ID_LENGTH));
        String id = key.substring(1 + ID_LENGTH);
        switch (key.charAt(0)) {
            case CHANGE -> tellChange(room, new MessageId(id));
            case READ -> inLane(room, () -> tellRead(room, new UserId(id)));
            case MEMBERSHIP -> inLane(room, () -> tellMembership(room, new UserId(id)));
            default -> throw new IllegalArgumentException(key);
        }
    }

    private void inLane(RoomId room, Runnable task) {
        try {
            lanes.submit(room, task).toCompletableFuture().get(LONGEST.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException failure ? failure : new IllegalStateException(e.getCause());
        } catch (TimeoutException late) {
            // The lane does it when its turn comes.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UnavailableException("The server is stopping.", e);
        }
    }

    private void tellChange(RoomId room, MessageId id) {
        if (sequencer.follows(room)) {
            messages.find(id).filter(found -> found.room().equals(room)).ifPresent(message -> {
                sequencer.changed(room, message.seq());
                readers.tell(namespace.local().to(room.value()), message);
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
