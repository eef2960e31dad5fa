package xyz.anipub.chat.realtime.room;

import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import xyz.anipub.bean.SingletonBean;
import xyz.anipub.chat.BoundedWait;
import xyz.anipub.chat.ChatException;
import xyz.anipub.chat.ErrorCode;
import xyz.anipub.chat.RoomBusyException;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.RoomLanes;
import xyz.anipub.chat.RoomNotFoundException;
import xyz.anipub.chat.UnavailableException;
import xyz.anipub.chat.UserId;
import xyz.anipub.chat.member.MembershipListener;
import xyz.anipub.chat.member.NotAMemberException;
import xyz.anipub.chat.node.Ending;
import xyz.anipub.chat.node.EndingListener;
import xyz.anipub.chat.node.Endings;
import xyz.anipub.chat.posting.KnownMembers;
import xyz.anipub.chat.power.RoomPowers;
import xyz.anipub.chat.presence.ActiveRooms;
import xyz.anipub.chat.presence.Presence;
import xyz.anipub.chat.presence.PresenceChange;
import xyz.anipub.chat.realtime.order.MessageSequencer;
import xyz.anipub.chat.realtime.socket.ChatSocket;
import xyz.anipub.chat.realtime.socket.ChatSockets;
import xyz.anipub.chat.realtime.wire.EventNames;
import xyz.anipub.chat.realtime.wire.Payloads;
import xyz.anipub.chat.room.RoomEndListener;
import xyz.anipub.chat.room.RoomService;
import xyz.anipub.socketio.BroadcastOperator;
import xyz.anipub.socketio.Namespace;
import xyz.anipub.socketio.server.SocketServer;

/**
 * Who listens to which room: keeps delivery lists, presence and notices together.
 *
 * <p>The delivery list changes at once, on the caller's thread. Presence changes in the room's lane, and the notice
 * leaves from there too, so that notices come in the order of the transitions. A socket's entering counts only while it
 * is on the delivery list: whoever takes it off wins, whichever came first.
 *
 * <p>Each node takes its own sockets off the lists and reports to them; {@link Endings} lets all do so.
 */
@SingletonBean
public class RoomChannels implements MembershipListener, RoomEndListener, EndingListener {

    private static final System.Logger LOG = System.getLogger(RoomChannels.class.getName());

    private static final int EVICTION_SECONDS = 10;
    private static final String TOLD_SOON = "You have left; the others will be told in a moment.";

    private final Namespace namespace;
    private final RoomService rooms;
    private final ActiveRooms activeRooms;
    private final RoomLanes lanes;
    private final ChatSockets sockets;
    private final KnownMembers known;
    private final Endings endings;
    private final RoomPresence presence;
    private final PresenceFeed feed;
    private final MessageSequencer sequencer;
    private final MissedNotices missed;
    private final RoomPowers powers;
    private final MembershipReports reports;

    @Inject
    public RoomChannels(
            SocketServer server,
            RoomService rooms,
            ActiveRooms activeRooms,
            RoomLanes lanes,
            ChatSockets sockets,
            KnownMembers known,
            Endings endings,
            RoomPresence presence,
            PresenceFeed feed,
            MessageSequencer sequencer,
            MissedNotices missed,
            RoomPowers powers,
            MembershipReports reports) {
        this.namespace = server.of("/");
        this.rooms = rooms;
        this.activeRooms = activeRooms;
        this.lanes = lanes;
        this.sockets = sockets;
        this.known = known;
        this.endings = endings;
        this.presence = presence;
        this.feed = feed;
        this.sequencer = sequencer;
        this.missed = missed;
        this.powers = powers;
        this.reports = reports;
    }

    /**
     * Lets a member's socket listen to a room and shows it there.
     *
     * @param known asked when the socket listens: what is newer than the answer reaches it live
     * @param entered gets that answer in the room's lane, between the notices of those who came before and after
     * @return completes when the socket is present, the others have been told and {@code entered} has returned
     * @throws NotAMemberException if the user is none, or not any more
     */
    public <T> CompletionStage<Void> enter(ChatSocket caller, RoomId room, Supplier<T> known, Consumer<T> entered) {
        boolean fresh = caller.entered().add(room);
        try {
            // A stranger costs no more than this, and never is on the list: not for the moment that the second question
            // takes.
            rooms.requireMember(room, caller.userId());
            sequencer.follow(room);
            listen(caller, room);
            // Asked after the socket is on the list: a leave that comes later finds it there and takes it off.
            rooms.requireMember(room, caller.userId());
            T answer = known.get();
            return lanes.submit(room, () -> {
                begin(caller, room);
                entered.accept(answer);
            });
        } catch (RuntimeException refused) {
            // One that entered before stays as it was, unless its right has ended.
            if (fresh || refused instanceof NotAMemberException || refused instanceof RoomNotFoundException) {
                exit(caller, room);
            }
            throw refused;
        }
    }

    private static void listen(ChatSocket caller, RoomId room) {
        try {
            caller.socket().join(room.value());
        } catch (IllegalStateException full) {
            throw new ChatException(ErrorCode.RATE_LIMITED, "You are in too many rooms. Leave one first.", full);
        }
    }

    /** Takes a socket off a room; completes when it is not present any more and the others have been told. */
    public CompletionStage<Void> exit(ChatSocket caller, RoomId room) {
        caller.socket().leave(room.value());
        caller.entered().remove(room);
        return lanes.submitEnding(room, () -> gone(room, caller.presence()));
    }

    /** Runs a task in the room's lane: after all that was begun in the room before, and between two notices. */
    public CompletionStage<Void> inOrder(RoomId room, Runnable task) {
        return lanes.submit(room, task);
    }

    @Override
    public void membershipBegan(RoomId room, UserId user, String connection) {
        BroadcastOperator all = namespace.to(ChatSocket.listOf(user));
        BroadcastOperator others = connection.isEmpty() ? all : all.except(connection);
        lanes.submitEnding(room, () -> {
            reports.report(room, user, others, true);
            missed.joined(room, user);
        });
    }

    @Override
    public void standingChanged(RoomId room, UserId user) {
        BroadcastOperator all = namespace.to(ChatSocket.listOf(user));
        lanes.submitEnding(room, () -> reports.report(room, user, all, true));
    }

    @Override
    public void membershipEnded(RoomId room, UserId user) {
        powers.left(room, user);
        try {
            await(evict(room, user));
        } finally {
            endings.publish(new Ending.OfListening(room, Optional.of(user)));
        }
    }

    @Override
    public void ended(Ending ending, Duration patience) {
        if (ending instanceof Ending.OfListening listening) {
            RoomId room = listening.room();
            listening.user().ifPresent(user -> powers.left(room, user));
            // Whoever has come back in the meantime stays.
            listening
                    .user()
                    .filter(user -> !rooms.isMember(room, user))
                    .ifPresent(user -> endHere(room, user, patience));
        }
    }

    @Override
    public void verifyAll() {
        Map<RoomId, Set<UserId>> listening = new HashMap<>();
        sockets.all().forEach(each -> each.entered()
                .forEach(room ->
                        listening.computeIfAbsent(room, any -> new HashSet<>()).add(each.userId())));
        listening.forEach((room, users) -> {
            users.removeAll(rooms.membersAmong(room, users));
            users.forEach(user -> endHere(room, user, Duration.ZERO));
        });
    }

    /**
     * Nobody waits for a lane that is busy because of a user who has no socket here, nor long for any: nothing is delivered any more,
     * and the rest is in the lane.
     */
    private void endHere(RoomId room, UserId user, Duration patience) {
        boolean isHere = !sockets.of(user).isEmpty();
        CompletionStage<Void> told = evict(room, user);
        if (isHere) {
            try {
                BoundedWait.await(told, patience);
            } catch (TimeoutException late) {
                LOG.log(System.Logger.Level.DEBUG, "a user is shown for a moment longer", late);
            } catch (ExecutionException failure) {
                if (failure.getCause() instanceof UnavailableException away) {
                    throw away;
                }
                LOG.log(System.Logger.Level.ERROR, "Not everybody has been told that somebody left", failure);
            }
        }
    }

    private static void await(CompletionStage<Void> told) {
        try {
            BoundedWait.await(told, EVICTION_SECONDS);
        } catch (TimeoutException late) {
            throw new RoomBusyException(TOLD_SOON, late);
        } catch (ExecutionException failure) {
            throw new UnavailableException(TOLD_SOON, failure);
        }
    }

    /** At once off all lists; completes when the user is not present any more and all have been told. */
    private CompletionStage<Void> evict(RoomId room, UserId user) {
        String list = ChatSocket.listOf(user);
        // Those that have lost their connection and may come back as well.
        BroadcastOperator theirs = namespace.local().in(list);
        theirs.socketsLeave(room.value(), ChatSocket.noticesOf(user));
        if (isPrivate(room)) {
            // They may have missed news of the room list that say what is said there: they come in anew, and read what
            // is left.
            theirs.forgetSessions();
        }
        Collection<ChatSocket> all = sockets.of(user);
        all.forEach(each -> {
            each.socket().leave(room.value());
            each.entered().remove(room);
        });
        return lanes.submitEnding(room, () -> {
            known.ended(room, user);
            // The sockets of other nodes, too: whoever is shown here may be taken for a member.
            activeRooms.of(room, user).forEach(each -> end(room, each));
            reports.report(room, user, namespace.local().to(list), false);
        });
    }

    /** What is not known may be. */
    private boolean isPrivate(RoomId room) {
        try {
            return powers.of(room).map(power -> power.policy().isPrivate()).orElse(true);
        } catch (UnavailableException away) {
            return true;
        }
    }

    @Override
    public void roomEnded(RoomId room) {
        known.ended(room);
        powers.forget(room);
        BroadcastOperator here = namespace.local().to(room.value());
        here.emit(EventNames.ROOM_DELETED, Payloads.deleted(room));
        // Those that have lost their connection and may come back as well.
        here.socketsLeave(room.value());
        // Nor is what a message there said about somebody told again: it is not known where the last of it came from.
        namespace.local().in(ChatSocket.NOTICED).forgetSessions();
        sequencer.ended(room);
        List<Presence> ended = activeRooms.end(room);
        ended.forEach(each -> feed.changed(new PresenceChange(room, each, false)));
        ended.stream()
                .map(Presence::userId)
                .distinct()
                .flatMap(user -> sockets.of(user).stream())
                .forEach(each -> each.entered().remove(room));
    }

    private void begin(ChatSocket caller, RoomId room) {
        if (!isListening(caller, room)) {
            caller.entered().remove(room);
            throw rooms.stranger(room);
        }
        presence.enter(room, caller);
        feed.changed(new PresenceChange(room, caller.presence(), true));
    }

    /** A socket of this node, which may have moved to another one. */
    private void gone(RoomId room, Presence gone) {
        feed.changed(new PresenceChange(room, gone, false));
        if (!feed.isAnywhere(room, gone)) {
            presence.exit(room, gone);
        }
    }

    private void end(RoomId room, Presence ended) {
        presence.exit(room, ended);
        feed.changed(new PresenceChange(room, ended, false));
    }

    private static boolean isListening(ChatSocket caller, RoomId room) {
        return caller.socket().isConnected() && caller.socket().rooms().contains(room.value());
    }
}
