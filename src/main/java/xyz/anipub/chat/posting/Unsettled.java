package xyz.anipub.chat.posting;

import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import xyz.anipub.bean.SingletonBean;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.RoomLanes;
import xyz.anipub.chat.UnavailableException;

/**
 * What the store was asked to do in a room and has not answered: asked for again until it is known (decision record 15).
 *
 * <p>Questions are asked on their room's lane, at once and then every half second, so that what comes to light is
 * announced in its place among all that the room hears; between two questions the lane does its other work. A room's
 * questions are only touched on its lane; how many there are, and which rooms are closed to posts, any thread may ask.
 */
@SingletonBean
public class Unsettled {

    private static final System.Logger LOG = System.getLogger(Unsettled.class.getName());

    private static final Duration AGAIN = Duration.ofMillis(500);

    /** Of the whole node. Each is there because a call failed that was sent, so they come one by one. */
    private static final int MAX_QUESTIONS = 1000;

    private final RoomLanes lanes;
    private final Executor later;
    private final ConcurrentHashMap<RoomId, List<Question>> questions = new ConcurrentHashMap<>();
    private final Set<RoomId> closed = ConcurrentHashMap.newKeySet();
    private final AtomicInteger count = new AtomicInteger();

    @Inject
    Unsettled(RoomLanes lanes, ScheduledExecutorService timers) {
        this(lanes, task -> timers.schedule(task, AGAIN.toMillis(), TimeUnit.MILLISECONDS));
    }

    /** @param later runs a task after a while; the task does not wait */
    Unsettled(RoomLanes lanes, Executor later) {
        this.lanes = lanes;
        this.later = later;
    }

    /** What is not known yet. */
    public interface Question {

        /**
         * Asks the store, and announces what it answers. Runs on the room's lane.
         *
         * @return whether all is known now; false to be asked again
         * @throws UnavailableException if the store does not answer: asked again
         */
        boolean settle();
    }

    /** Asks until it is settled. Called on the room's lane. */
    public void ask(RoomId room, Question question) {
        count.incrementAndGet();
        boolean[] first = {false};
        questions
                .computeIfAbsent(room, id -> {
                    first[0] = true;
                    return new ArrayList<>();
                })
                .add(question);
        if (first[0]) {
            submit(room);
        }
    }

    /** The same, and until then the room takes no posts: their numbers follow what is not known. */
    void askFirst(RoomId room, Question question) {
        closed.add(room);
        ask(room, question);
    }

    /** @throws UnavailableException if the room takes no posts now, or too much is unsettled on this node */
    void requireSettled(RoomId room) {
        if (closed.contains(room) || isFull()) {
            throw new UnavailableException(
                    "What was sent last is still on its way to the database: try again in a moment.");
        }
    }

    boolean isClosed(RoomId room) {
        return closed.contains(room);
    }

    boolean isFull() {
        return count.get() >= MAX_QUESTIONS;
    }

    /** How many questions there are, in all rooms. */
    int size() {
        return count.get();
    }

    private void submit(RoomId room) {
        try {
            // Taken even into a full lane: there is one of these in it.
            lanes.submitEnding(room, () -> settle(room));
        } catch (UnavailableException stopping) {
            LOG.log(System.Logger.Level.WARNING, "stopped before it was known what is stored in room " + room);
        }
    }

    private void settle(RoomId room) {
        List<Question> open = questions.getOrDefault(room, List.of());
        for (Question question : List.copyOf(open)) {
            if (isSettled(room, question)) {
                open.remove(question);
                count.decrementAndGet();
            }
        }
        if (open.isEmpty()) {
            questions.remove(room);
            closed.remove(room);
        } else {
            later.execute(() -> submit(room));
        }
    }

    private static boolean isSettled(RoomId room, Question question) {
        try {
            return question.settle();
        } catch (UnavailableException away) {
            LOG.log(System.Logger.Level.DEBUG, "asked again later", away);
            return false;
        } catch (RuntimeException | Error bug) {
            LOG.log(System.Logger.Level.ERROR, "it stays unknown what is stored in room " + room, bug);
            return true;
        }
    }
}
