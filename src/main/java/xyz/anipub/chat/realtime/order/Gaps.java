package xyz.anipub.chat.realtime.order;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Function;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.RoomLanes;
import xyz.anipub.chat.UnavailableException;
import xyz.anipub.chat.message.Message;
import xyz.anipub.chat.message.MessageRepository;
import xyz.anipub.chat.realtime.order.RoomSequence.Gap;

/**
 * Reads from the store what a room's sequence misses: in the room's lane, where waiting is allowed, by one task at a time for each
 * room. Timers only submit it.
 */
final class Gaps {

    /** Longer than a message is on its way between nodes, and shorter than anybody waits for one. */
    static final Duration PATIENCE = Duration.ofMillis(100);

    private static final System.Logger LOG = System.getLogger(Gaps.class.getName());

    /** While the store does not answer. */
    private static final Duration AGAIN = Duration.ofMillis(500);

    private static final int PAGE = 200;

    private final MessageRepository messages;
    private final Function<Message, JsonObject> live;
    private final RoomLanes lanes;
    private final ScheduledExecutorService timers;
    private final BiConsumer<RoomId, RoomSequence> deliver;
    private final Runnable suspect;
    private final Runnable waiting;

    /**
     * @param live what is delivered of a message
     * @param deliver delivers what is next in a sequence, and has its gap seen to after that
     * @param suspect has the store asked again, as it did not have what was announced
     * @param waiting called again and again while something is missing
     */
    Gaps(
            MessageRepository messages,
            Function<Message, JsonObject> live,
            RoomLanes lanes,
            ScheduledExecutorService timers,
            BiConsumer<RoomId, RoomSequence> deliver,
            Runnable suspect,
            Runnable waiting) {
        this.messages = messages;
        this.live = live;
        this.lanes = lanes;
        this.timers = timers;
        this.deliver = deliver;
        this.suspect = suspect;
        this.waiting = waiting;
    }

    /** If something is missing, and still is after a while, it is read. Does not wait. */
    void seeTo(RoomId room, RoomSequence sequence) {
        if (sequence.beginFilling()) {
            later(room, sequence, PATIENCE);
        }
    }

    /** Fills what is missing then, if it is the same as now: else messages come, and the others may as well. */
    private void later(RoomId room, RoomSequence sequence, Duration patience) {
        waiting.run();
        long missing = sequence.delivered() + 1;
        Runnable look = () -> {
            Optional<Gap> gap = sequence.gap();
            if (gap.isPresent() && gap.get().from() == missing) {
                submitFill(room, sequence);
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

    private void submitFill(RoomId room, RoomSequence sequence) {
        boolean[] more = {false};
        waiting.run();
        try {
            // Taken even into a full lane: there is at most one of these in it.
            lanes.submitEnding(room, () -> more[0] = fill(room, sequence)).whenComplete((done, failure) -> {
                if (failure != null) {
                    LOG.log(System.Logger.Level.DEBUG, "messages of room " + room + " are read again later", failure);
                    later(room, sequence, AGAIN);
                } else if (more[0]) {
                    submitFill(room, sequence);
                } else {
                    endFilling(room, sequence);
                }
            });
        } catch (UnavailableException stopping) {
            LOG.log(System.Logger.Level.DEBUG, "nothing more is delivered", stopping);
        }
    }

    /** @return whether there is more to be read at once */
    private boolean fill(RoomId room, RoomSequence sequence) {
        Optional<Gap> gap = sequence.beginReading();
        if (gap.isEmpty()) {
            return false;
        }
        List<Message> found;
        try {
            found = messages.after(room, gap.get().from() - 1, PAGE);
        } catch (UnavailableException away) {
            throw away;
        } catch (RuntimeException bug) {
            LOG.log(
                    System.Logger.Level.ERROR,
                    "Messages of room " + room + " from seq " + gap.get().from() + " on cannot be read: they are not"
                            + " delivered live",
                    bug);
            sequence.skip(gap.get());
            deliver.accept(room, sequence);
            return false;
        }
        SortedMap<Long, Object> page = new TreeMap<>();
        found.forEach(message -> page.put(message.seq(), live.apply(message)));
        boolean more = found.size() == PAGE;
        if (sequence.read(gap.get(), page, !more)) {
            suspect.run();
        }
        deliver.accept(room, sequence);
        return more;
    }

    /** Looks again for what has come to be missing meanwhile. */
    private void endFilling(RoomId room, RoomSequence sequence) {
        sequence.endFilling();
        seeTo(room, sequence);
    }
}
