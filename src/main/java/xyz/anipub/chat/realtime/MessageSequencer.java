package xyz.anipub.chat.realtime;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.UnavailableException;
import xyz.anipub.chat.message.Message;
import xyz.anipub.chat.message.MessageRepository;
import xyz.anipub.chat.room.RoomLanes;
import xyz.anipub.socketio.Namespace;
import xyz.anipub.socketio.RemoteBroadcast;
import xyz.anipub.socketio.SocketServer;

/**
 * Delivers the messages of each room to this node's sockets in the order of their {@code seq}, without a hole and each once,
 * whichever node announces them, in whatever order and however often (decision record 21).
 *
 * <p>A message that comes before its turn waits; what is missing for {@link #PATIENCE} is read from the store, in the room's
 * lane. A room is followed from the moment when somebody is about to enter it on this node; what was stored before that is not
 * delivered, as whoever enters is answered up to where the room is.
 *
 * <p>Thread-safe and without waiting but for {@link #open} and {@link #verify}, which ask the store. Of a room it keeps a {@link
 * RoomSequence}, which decides who delivers; delivering holds no lock.
 */
@ApplicationScoped
public class MessageSequencer {

    /** How often {@link #forgetUnused} is to be called. Longer than lost connections can be recovered. */
    public static final Duration FORGET = Duration.ofMinutes(5);

    /** Longer than a message is on its way between nodes, and shorter than anybody waits for one. */
    static final Duration PATIENCE = Duration.ofMillis(100);

    private static final System.Logger LOG = System.getLogger(MessageSequencer.class.getName());

    /** While the store does not answer. */
    private static final Duration AGAIN = Duration.ofMillis(500);

    private static final int PAGE = 200;
    private static final int ROOMS_AT_ONCE = 500;

    private final Namespace namespace;
    private final MessageRepository messages;
    private final RoomLanes lanes;
    private final ChatSockets sockets;
    private final ScheduledExecutorService timers;
    private final Map<RoomId, RoomSequence> rooms = new ConcurrentHashMap<>();
    private volatile boolean doubtful;

    @Inject
    MessageSequencer(
            SocketServer server,
            MessageRepository messages,
            RoomLanes lanes,
            ChatSockets sockets,
            ScheduledExecutorService timers) {
        this.namespace = server.of("/");
        this.messages = messages;
        this.lanes = lanes;
        this.sockets = sockets;
        this.timers = timers;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected MessageSequencer() {
        this.namespace = null;
        this.messages = null;
        this.lanes = null;
        this.sockets = null;
        this.timers = null;
    }

    /** Sequences what other nodes announce. To be called once, before the first socket. */
    public void watch() {
        namespace.onRemoteBroadcast(this::arrived);
    }

    /**
     * Somebody is about to enter a room on this node: whatever is stored from now on is delivered here. To be called before the
     * socket is on the delivery list. Waits for the store if nobody has listened there for a while.
     *
     * @throws UnavailableException if the store is away
     */
    void open(RoomId room) {
        RoomSequence followed = rooms.get(room);
        RoomSequence fresh = followed == null ? new RoomSequence(messages.lastSeq(room)) : followed;
        rooms.compute(room, (same, known) -> {
            RoomSequence sequence = known == null ? fresh : known;
            sequence.use();
            return sequence;
        });
    }

    /** The room has ended. */
    void close(RoomId room) {
        rooms.remove(room);
    }

    /** This node has the right to announce these, in ascending order: to its own sockets when it is their turn, to others now. */
    void announce(RoomId room, List<Message> announced) {
        List<Map<String, Object>> payloads =
                announced.stream().map(Payloads::receivedMessage).toList();
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
            namespace.publishEach(room.value(), EventNames.RECEIVE_MESSAGE, payloads);
            for (int i = 0; i < payloads.size(); i++) {
                sequence.arrived(announced.get(i).seq(), payloads.get(i));
            }
        }
        deliver(room, sequence);
    }

    private void emit(RoomId room, List<Map<String, Object>> payloads) {
        namespace.to(room.value()).emitEach(EventNames.RECEIVE_MESSAGE, payloads);
    }

    private static boolean begins(RoomSequence sequence, List<Message> announced) {
        long first = announced.get(0).seq();
        boolean consecutive = announced.get(announced.size() - 1).seq() - first == announced.size() - 1;
        return consecutive && sequence.begin(first, announced.size());
    }

    /** A message has changed, here or on another node. */
    void changed(RoomId room, long seq) {
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
            seeTo(room, sequence);
        }
    }

    /** Something may have been stored that will never be announced here: {@link #verify} looks. */
    void doubt() {
        doubtful = true;
    }

    /**
     * Delivers what is stored and was not announced, if there is a {@linkplain #doubt doubt}. Called by a timer.
     *
     * @throws UnavailableException if the store is away; the next call does it
     */
    public void verify() {
        if (!doubtful) {
            return;
        }
        doubtful = false;
        try {
            Map<RoomId, Long> part = new HashMap<>();
            for (Map.Entry<RoomId, RoomSequence> room : rooms.entrySet()) {
                part.put(room.getKey(), room.getValue().delivered());
                if (part.size() == ROOMS_AT_ONCE) {
                    verify(part);
                    part.clear();
                }
            }
            verify(part);
        } catch (RuntimeException failure) {
            doubtful = true;
            throw failure;
        }
    }

    private void verify(Map<RoomId, Long> part) {
        messages.newestOfEach(part).forEach((room, newest) -> stored(room, newest.seq()));
    }

    /** Forgets rooms where nobody has listened for {@link #FORGET}. Called by a timer. */
    public void forgetUnused() {
        Set<RoomId> listened =
                sockets.all().flatMap(socket -> socket.entered().stream()).collect(Collectors.toSet());
        rooms.keySet()
                .forEach(room -> rooms.computeIfPresent(
                        room, (same, sequence) -> sequence.isUnused(listened.contains(room)) ? null : sequence));
    }

    /** What another node has broadcast: true if it is one of ours to deliver. */
    private boolean arrived(RemoteBroadcast broadcast) {
        boolean isMessage = broadcast.event().equals(EventNames.RECEIVE_MESSAGE);
        if (!isMessage && !broadcast.event().equals(EventNames.MESSAGE_CHANGED)) {
            return false;
        }
        Optional<RoomId> room = room(broadcast);
        RoomSequence sequence = room.map(rooms::get).orElse(null);
        Long seq = seq(broadcast);
        if (room.isEmpty() || sequence == null || seq == null) {
            return false;
        }
        if (!isMessage) {
            sequence.changed(seq);
            return false;
        }
        sequence.arrived(seq, broadcast.arguments().get(0));
        deliver(room.get(), sequence);
        return true;
    }

    private static Optional<RoomId> room(RemoteBroadcast broadcast) {
        return broadcast.rooms().size() == 1 && broadcast.except().isEmpty()
                ? RoomId.parse(broadcast.rooms().iterator().next())
                : Optional.empty();
    }

    private static @Nullable Long seq(RemoteBroadcast broadcast) {
        return broadcast.arguments().size() == 1
                        && broadcast.arguments().get(0) instanceof JsonObject message
                        && message.get("seq") instanceof JsonNumber seq
                        && seq.isIntegral()
                ? seq.longValue()
                : null;
    }

    private void deliver(RoomId room, RoomSequence sequence) {
        for (List<Object> run = sequence.take(); !run.isEmpty(); run = sequence.take()) {
            try {
                namespace.local().to(room.value()).emitEach(EventNames.RECEIVE_MESSAGE, run);
            } finally {
                sequence.endDelivering();
            }
        }
        seeTo(room, sequence);
    }

    private void seeTo(RoomId room, RoomSequence sequence) {
        if (sequence.beginsFilling()) {
            later(room, sequence, PATIENCE);
        }
    }

    /** Fills what is missing then, if it is the same as now: else messages come, and the others may as well. */
    private void later(RoomId room, RoomSequence sequence, Duration patience) {
        long missing = sequence.delivered() + 1;
        Runnable look = () -> {
            Optional<RoomSequence.Gap> gap = sequence.gap();
            if (gap.isPresent() && gap.get().from() == missing) {
                submitFill(room, sequence, gap.get());
            } else {
                endFilling(room, sequence);
            }
        };
        try {
            timers.schedule(look, patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException stopping) {
            LOG.log(System.Logger.Level.DEBUG, "nothing more is delivered", stopping);
        }
    }

    private void submitFill(RoomId room, RoomSequence sequence, RoomSequence.Gap gap) {
        try {
            // Taken even into a full lane: there is at most one of these in it.
            lanes.submitEnding(room, () -> fill(room, sequence, gap)).whenComplete((done, failure) -> {
                if (failure == null) {
                    endFilling(room, sequence);
                } else {
                    LOG.log(System.Logger.Level.DEBUG, "messages of room " + room + " are read again later", failure);
                    later(room, sequence, AGAIN);
                }
            });
        } catch (UnavailableException stopping) {
            LOG.log(System.Logger.Level.DEBUG, "nothing more is delivered", stopping);
        }
    }

    private void fill(RoomId room, RoomSequence sequence, RoomSequence.Gap gap) {
        List<Message> found = messages.after(room, gap.from() - 1, PAGE);
        SortedMap<Long, Object> page = new TreeMap<>();
        found.forEach(message -> page.put(message.seq(), Payloads.receivedMessage(message)));
        sequence.read(gap, page, found.size() < PAGE);
        deliver(room, sequence);
    }

    /** Looks again for what has come to be missing meanwhile. */
    private void endFilling(RoomId room, RoomSequence sequence) {
        sequence.endFilling();
        seeTo(room, sequence);
    }
}
