package xyz.anipub.chat.erasure;

import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import xyz.anipub.bean.SingletonBean;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.UserId;
import xyz.anipub.chat.erasure.ErasureRepository.Trace;
import xyz.anipub.chat.erasure.ErasureRun.Rest;
import xyz.anipub.chat.erasure.Farewell.Place;
import xyz.anipub.chat.message.MessageRepository;

/**
 * Takes people out of the chat, step by step: first, as soon as they are due, out of the newest messages of their rooms and these rooms;
 * then out of all messages, in one walk through all rooms for all who wait when it begins. How far that has come is kept in the store at
 * the end of each step, so whatever stops it, on whichever node, goes on there; a step may be repeated. Of two nodes that go on at the
 * same time, one is not kept. A room that is too busy waits until all others are done.
 *
 * <p>{@link #step} is called by a timer, on one node at a time; calls must not overlap.
 */
@SingletonBean
public class Erasures {

    /** So many messages are read in one question. */
    static final long STRETCH = 2_000;

    /** So many are changed in one step, so that listeners are not flooded. */
    static final int CHANGES = 100;

    /** So many of these for who leaves, so that others' walk goes on meanwhile. */
    static final int FAREWELLS = CHANGES / 2;

    /** So many busy rooms wait; the walk stays in one more. */
    static final int ASIDE = 100;

    /** A step begins nothing but one stretch of the walk after that, so that the database is left to others as well. */
    private static final Duration SLICE = Duration.ofMillis(500);

    /** So many rooms are read in one question. */
    private static final int ROOMS = 100;

    /** Behind all messages of a room. */
    private static final long DONE = Long.MAX_VALUE;

    private final ErasureRepository store;
    private final Farewell farewell;
    private final MessageErasure messages;
    private final MessageRepository all;
    private final ErasureAnnouncer announcer;
    private final LongSupplier nanos;

    /** Who has left already, in this round; forgotten when it is over. */
    private final Set<ErasedPerson> left = new HashSet<>();

    /** How far those have left who have begun to. */
    private final Map<ErasedPerson, Place> leaving = new HashMap<>();

    /** Whose turn is over though they have not left, the longest ago first: others come before them, so that nobody waits for them alone. */
    private final Set<ErasedPerson> later = new LinkedHashSet<>();

    @Inject
    public Erasures(
            ErasureRepository store,
            Farewell farewell,
            MessageErasure messages,
            MessageRepository all,
            ErasureAnnouncer announcer) {
        this(store, farewell, messages, all, announcer, System::nanoTime);
    }

    Erasures(
            ErasureRepository store,
            Farewell farewell,
            MessageErasure messages,
            MessageRepository all,
            ErasureAnnouncer announcer,
            LongSupplier nanos) {
        this.store = store;
        this.farewell = farewell;
        this.messages = messages;
        this.all = all;
        this.announcer = announcer;
        this.nanos = nanos;
    }

    /**
     * Goes on for a moment: with memberships of those who are due, and with the walk, by one stretch at least.
     *
     * @param due for whom it is due; a walk that has begun goes on for those for whom it began
     * @return those of whom nothing is left in this round
     * @throws xyz.anipub.chat.UnavailableException if the store is away; the next step does what was left
     */
    public Set<UserId> step(Collection<ErasedPerson> due) {
        long start = nanos.getAsLong();
        Left soFar = leave(due, start);
        Set<UserId> finished = walk(start, CHANGES - soFar.changes());
        if (soFar.failure() != null && finished.isEmpty()) {
            throw soFar.failure();
        }
        return finished;
    }

    private Left leave(Collection<ErasedPerson> due, long start) {
        for (Set<ErasedPerson> each : List.of(left, leaving.keySet(), later)) {
            each.retainAll(due);
        }
        RuntimeException failure = null;
        int changes = 0;
        List<ErasedPerson> inOrder = Stream.concat(
                        due.stream().filter(each -> !left.contains(each) && !later.contains(each)), later.stream())
                .toList();
        for (ErasedPerson person : inOrder) {
            if (changes >= FAREWELLS || !isInTime(start)) {
                break;
            }
            later.remove(person);
            try {
                changes += leave(person, start, FAREWELLS - changes);
            } catch (RuntimeException again) {
                failure = again;
            }
            if (!left.contains(person)) {
                later.add(person);
            }
        }
        return new Left(changes, failure);
    }

    private record Left(int changes, @Nullable RuntimeException failure) {}

    private int leave(ErasedPerson person, long start, int most) {
        int changes = 0;
        boolean isBusy;
        do {
            Farewell.Step step = farewell.leave(person, leaving.getOrDefault(person, Place.FIRST), most - changes);
            changes += step.changes();
            if (step.next().isEmpty()) {
                leaving.remove(person);
                left.add(person);
                break;
            }
            leaving.put(person, step.next().get());
            isBusy = step.isBusy();
        } while (!isBusy && changes < most && isInTime(start));
        return changes;
    }

    private boolean isInTime(long start) {
        return nanos.getAsLong() - start < SLICE.toNanos();
    }

    private Set<UserId> walk(long start, int most) {
        Optional<ErasureRun> kept = store.run();
        if (kept.isEmpty()) {
            if (left.isEmpty()) {
                return Set.of();
            }
            ErasureRun first = ErasureRun.of(left);
            if (!store.begin(first)) {
                return Set.of();
            }
            kept = Optional.of(first);
        }
        ErasureRun run = kept.get();
        Deque<RoomId> ahead = new ArrayDeque<>();
        int changes = 0;
        boolean isBusy;
        do {
            Optional<RoomId> room = current(run, ahead);
            if (room.isEmpty()) {
                if (run.aside().isEmpty()) {
                    return end(run);
                }
                run = run.back();
                room = run.room();
            }
            Step done = step(run, room.orElseThrow(), most - changes);
            changes += done.changes();
            run = done.run();
            isBusy = done.isBusy();
        } while (!isBusy && changes < most && isInTime(start));
        store.save(run);
        return Set.of();
    }

    private Set<UserId> end(ErasureRun run) {
        // Now that nothing in the store says their names any more.
        announcer.forget(run.users());
        Set<UserId> finished = left.stream().map(ErasedPerson::user).collect(Collectors.toSet());
        finished.retainAll(run.users());
        if (!store.endRun(run)) {
            return Set.of();
        }
        left.removeIf(each -> finished.contains(each.user()));
        return finished;
    }

    /** The room to go on with; empty when all are done but for those that were put aside. */
    private Optional<RoomId> current(ErasureRun run, Deque<RoomId> ahead) {
        if (run.room().isPresent() && run.seq() != DONE) {
            return run.room();
        }
        return run.isBack() ? Optional.empty() : next(run.room(), ahead);
    }

    private Optional<RoomId> next(Optional<RoomId> after, Deque<RoomId> ahead) {
        if (ahead.isEmpty()) {
            ahead.addAll(store.rooms(after, ROOMS));
        }
        return Optional.ofNullable(ahead.poll());
    }

    private Step step(ErasureRun run, RoomId room, int most) {
        long from = run.room().equals(Optional.of(room)) && run.seq() != DONE ? run.seq() : 0;
        long last = all.lastSeq(room);
        long upTo = Math.min(last, from + STRETCH);
        long old = Math.min(upTo, last - MessageErasure.TOLD);
        if (old > from) {
            messages.rename(room, from, old, run);
        }
        List<Trace> traces =
                from >= last ? List.of() : store.traces(room, from, upTo, run.users(), run.silenced(), most);
        int changes = messages.erase(room, traces, run.users(), run.silenced());
        if (changes < traces.size()) {
            long done = changes == 0 ? from : traces.get(changes - 1).seq();
            // With no space for it, it is the next step's.
            ErasureRun next = run.aside().size() < ASIDE
                    ? run.without(new Rest(room, done)).at(room, DONE)
                    : run.at(room, done);
            return new Step(next, changes, true);
        }
        long reached = changes == most ? traces.get(most - 1).seq() : upTo;
        return new Step(run.at(room, reached >= last ? DONE : reached), changes, false);
    }

    private record Step(ErasureRun run, int changes, boolean isBusy) {}
}
