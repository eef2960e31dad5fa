package xyz.anipub.chat.realtime.order;

import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import xyz.anipub.bean.SingletonBean;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.RoomLanes;
import xyz.anipub.chat.UnavailableException;
import xyz.anipub.chat.message.Message;
import xyz.anipub.chat.message.MessageRepository;
import xyz.anipub.chat.power.RoomPowers;
import xyz.anipub.chat.realtime.order.RoomSequence.Held;
import xyz.anipub.chat.realtime.socket.ChatSockets;
import xyz.anipub.chat.realtime.wire.EventNames;
import xyz.anipub.chat.realtime.wire.Payloads;
import xyz.anipub.socketio.Namespace;
import xyz.anipub.socketio.server.SocketServer;

/**
 * Delivers the messages of each room to this node's sockets in the order of their {@code seq}, without a hole and each once,
 * whichever node announces them, in whatever order and however often (decision record 21).
 *
 * <p>A message that comes before its turn waits; what is missing for {@link Gaps#PATIENCE} is read from the store, in the room's
 * lane. A room is followed from the moment when somebody is about to enter it on this node; what was stored before that is not
 * delivered, as whoever enters is answered up to where the room is.
 *
 * <p>Thread-safe. Only {@link #follow}, {@link #lookForMissing} and what runs in a lane wait for the store. Of a room it keeps a
 * {@link RoomSequence}, which decides who delivers; delivering holds no lock.
 */
@SingletonBean
public class MessageSequencer {

    /** How often {@link #forgetUnused} is to be called: the second time in a row that nobody listens, a room is forgotten. */
    public static final Duration FORGET = Duration.ofMinutes(5);

    /** How often each node is to call {@link #lookForMissing}. */
    public static final Duration LOOK = Duration.ofSeconds(1);

    private static final System.Logger LOG = System.getLogger(MessageSequencer.class.getName());

    /** Until what a node wrote when it died is in the store, if it ever will be, and longer than that one's answers may be behind. */
    private static final Duration SUSPICION = RoomSequence.LAG.plusSeconds(5);

    private static final int ROOMS_AT_ONCE = 500;

    /** Longer than what waits is looked at again, which prolongs it. */
    private static final Duration REORDERING = Duration.ofSeconds(2);

    /** So long an announcement may come late that was not waited for: what was read may come again. */
    private static final Duration LATE = Duration.ofMinutes(1);

    private final Namespace namespace;
    private final MessageRepository messages;
    private final ChatSockets sockets;
    private final RoomPowers powers;
    private final Gaps gaps;
    private final Map<RoomId, RoomSequence> rooms = new ConcurrentHashMap<>();
    private final UnsureRooms unsure;
    private final LongSupplier nanos;

    /** For so long the store is asked. */
    private volatile long lookUntil;

    @Inject
    public MessageSequencer(
            SocketServer server,
            MessageRepository messages,
            RoomPowers powers,
            RoomLanes lanes,
            ChatSockets sockets,
            ScheduledExecutorService timers) {
        this(server, messages, powers, lanes, sockets, timers, System::nanoTime);
    }

    MessageSequencer(
            SocketServer server,
            MessageRepository messages,
            RoomPowers powers,
            RoomLanes lanes,
            ChatSockets sockets,
            ScheduledExecutorService timers,
            LongSupplier nanos) {
        this.powers = powers;
        this.nanos = nanos;
        this.lookUntil = nanos.getAsLong();
        this.namespace = server.of("/");
        this.messages = messages;
        this.sockets = sockets;
        this.unsure = new UnsureRooms(messages, nanos);
        this.gaps = new Gaps(messages, this::live, lanes, timers, this::deliver, this::suspectMissing, this::reorder);
    }

    /** Sequences what other nodes announce. To be called once, before the first socket. */
    public void watch() {
        namespace.onRemoteBroadcast(new RemoteMessages(this));
    }

    /** Whether what is announced in a room is delivered in order; else {@link #follow} asks the store first. */
    public boolean follows(RoomId room) {
        RoomSequence sequence = rooms.get(room);
        return sequence != null && sequence.hasBegun();
    }

    /**
     * Somebody is about to enter a room on this node: whatever is stored from now on is delivered here. To be called before the
     * socket is on the delivery list. Waits for the store if nobody has listened there for a while.
     *
     * @throws UnavailableException if the store is away
     */
    public void follow(RoomId room) {
        RoomSequence sequence = rooms.compute(room, (same, known) -> {
            RoomSequence followed = known == null ? new RoomSequence() : known;
            followed.use();
            return followed;
        });
        if (!sequence.hasBegun()) {
            // Nobody listens yet, and what comes meanwhile waits.
            long last = messages.lastSeq(room);
            unsure.begins(room, last);
            sequence.begin(last);
            deliver(room, sequence);
        }
    }

    /**
     * Whether other nodes have been told of all that was delivered in a room, and this one has heard of it: then who comes from another
     * node gets from what nodes have told each other all that it missed. Nothing of the room is missed from the return on. Waits for
     * the store, as {@link #follow}.
     *
     * @throws UnavailableException if the store is away
     */
    public boolean vouchesFor(RoomId room) {
        follow(room);
        return unsure.isSure(room);
    }

    /** The room has ended. */
    public void ended(RoomId room) {
        rooms.remove(room);
        unsure.forget(room);
    }

    /** This node has the right to announce these, in ascending order: to its own sockets when it is their turn, to others now. */
    public void announce(RoomId room, List<Message> announced) {
        List<JsonObject> payloads = announced.stream().map(this::live).toList();
        RoomSequence sequence = rooms.get(room);
        if (sequence == null) {
            emit(room, payloads);
            return;
        }
        if (begins(sequence, announced)) {
            try {
                emit(room, payloads);
            } finally {
                sequence.endDelivering();
            }
        } else {
            reorder();
            publish(room, payloads);
            for (int i = 0; i < payloads.size(); i++) {
                sequence.arrived(announced.get(i).seq(), payloads.get(i));
            }
        }
        deliver(room, sequence);
    }

    /** The same for all who listen: it says nothing of a message that not all may read. */
    private JsonObject live(Message message) {
        return Payloads.receivedMessage(
                message.replyTo().isEmpty() ? message : message.quotingFrom(firstForAll(message.room())));
    }

    private long firstForAll(RoomId room) {
        try {
            return powers.of(room).map(power -> power.policy().firstForAll()).orElse(Long.MAX_VALUE);
        } catch (UnavailableException away) {
            // The message itself need not wait.
            return Long.MAX_VALUE;
        }
    }

    private static boolean begins(RoomSequence sequence, List<Message> announced) {
        long first = announced.get(0).seq();
        boolean consecutive = announced.get(announced.size() - 1).seq() - first == announced.size() - 1;
        return consecutive && sequence.beginDelivering(first, announced.size());
    }

    /** This node has stored a message that it will announce later, unless something behind it is delivered before. */
    public void unannounced(RoomId room, Message stored) {
        RoomSequence sequence = rooms.get(room);
        if (sequence != null) {
            sequence.unannounced(stored.seq(), live(stored));
        }
    }

    /** A message has changed, here or on another node. */
    public void changed(RoomId room, long seq) {
        RoomSequence sequence = rooms.get(room);
        if (sequence != null) {
            sequence.changed(seq);
        }
    }

    /** Another node has announced messages up to this one. */
    void stored(RoomId room, long seq) {
        RoomSequence sequence = rooms.get(room);
        if (sequence != null) {
            sequence.stored(seq);
            deliver(room, sequence);
        }
    }

    /**
     * Something may have been stored, or be on its way to the store, that will never be announced here: for a while {@link
     * #lookForMissing} asks.
     */
    void suspectMissing() {
        lookUntil = nanos.getAsLong() + SUSPICION.toNanos();
    }

    /**
     * Delivers what is stored and was not announced, if there is a {@linkplain #suspectMissing suspicion}: one question for {@value
     * #ROOMS_AT_ONCE} rooms. Called by a timer.
     *
     * @throws UnavailableException if the store is away
     */
    public void lookForMissing() {
        if (nanos.getAsLong() - lookUntil >= 0) {
            return;
        }
        try {
            Map<RoomId, Long> part = new HashMap<>();
            for (Map.Entry<RoomId, RoomSequence> room : rooms.entrySet()) {
                if (room.getValue().hasBegun()) {
                    part.put(room.getKey(), room.getValue().delivered());
                }
                if (part.size() == ROOMS_AT_ONCE) {
                    lookForMissing(part);
                    part.clear();
                }
            }
            lookForMissing(part);
        } catch (UnavailableException away) {
            suspectMissing();
            throw away;
        }
    }

    private void lookForMissing(Map<RoomId, Long> delivered) {
        Map<RoomId, Long> stored = lastSeqs(delivered);
        delivered.forEach((room, seq) -> {
            long last = stored.getOrDefault(room, 0L);
            RoomSequence sequence = rooms.get(room);
            if (last >= seq) {
                stored(room, last);
            } else if (sequence != null && !sequence.isSetBack(seq, last, nanos.getAsLong())) {
                // The database is an older one, or the message was none; or what answers is behind.
                suspectMissing();
            }
        });
    }

    /** The last ones; of a room that has none so high the one that it has. */
    private Map<RoomId, Long> lastSeqs(Map<RoomId, Long> atLeast) {
        Map<RoomId, Long> last = new HashMap<>();
        try {
            messages.newestOfEach(atLeast).forEach((room, message) -> last.put(room, message.seq()));
        } catch (UnavailableException away) {
            throw away;
        } catch (RuntimeException bug) {
            LOG.log(System.Logger.Level.DEBUG, "one that cannot be read is among them", bug);
        }
        atLeast.forEach((room, seq) -> {
            if (seq > 0) {
                last.computeIfAbsent(room, messages::lastSeq);
            }
        });
        return last;
    }

    /**
     * Forgets rooms where nobody has listened for {@link #FORGET}, and has the store asked about the others. Called by a timer.
     */
    public void forgetUnused() {
        Set<RoomId> listened =
                sockets.all().flatMap(socket -> socket.entered().stream()).collect(Collectors.toSet());
        rooms.keySet()
                .forEach(room -> rooms.computeIfPresent(
                        room, (same, sequence) -> sequence.isUnused(listened.contains(room)) ? null : sequence));
        unsure.retain(rooms.keySet());
        lookUntil = Math.max(lookUntil, nanos.getAsLong() + LOOK.multipliedBy(2).toNanos());
    }

    /** That of a room where another node has announced something: followed from now on, if its members may come here at any time. */
    @Nullable
    RoomSequence heard(RoomId room, long seq) {
        if (!namespace.isRecoveryShared()) {
            return rooms.get(room);
        }
        RoomSequence sequence = rooms.computeIfAbsent(room, any -> {
            RoomSequence fresh = new RoomSequence();
            unsure.begins(room, seq - 1);
            fresh.begin(seq - 1);
            return fresh;
        });
        sequence.use();
        return sequence;
    }

    /** Something is about to be delivered in another order than it was sent. */
    void reorder() {
        namespace.reorder(REORDERING);
    }

    /** Delivers what is next, and sees to what is missing. */
    void deliver(RoomId room, RoomSequence sequence) {
        for (List<Held> run = sequence.take(); !run.isEmpty(); run = sequence.take()) {
            try {
                beforeDelivery(room, run);
                List<Object> payloads = run.stream().map(Held::payload).toList();
                namespace.local().to(room.value()).emitEach(EventNames.RECEIVE_MESSAGE, payloads);
                List<Object> unannounced = run.stream()
                        .filter(Held::unannounced)
                        .map(Held::payload)
                        .toList();
                if (!unannounced.isEmpty()) {
                    publish(room, unannounced);
                }
            } finally {
                sequence.endDelivering();
            }
        }
        gaps.seeTo(room, sequence);
    }

    private void beforeDelivery(RoomId room, List<Held> run) {
        if (run.stream().anyMatch(Held::read)) {
            unsure.readIn(room);
            namespace.reorder(LATE);
        } else {
            reorder();
        }
    }

    private void emit(RoomId room, List<?> payloads) {
        namespace.to(room.value()).emitEach(EventNames.RECEIVE_MESSAGE, payloads);
    }

    private void publish(RoomId room, List<?> payloads) {
        namespace.publishEach(room.value(), EventNames.RECEIVE_MESSAGE, payloads);
    }
}
