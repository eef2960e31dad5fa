package xyz.anipub.chat.erasure;

import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import xyz.anipub.bean.SingletonBean;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.UserId;
import xyz.anipub.chat.erasure.ErasureRepository.Trace;
import xyz.anipub.chat.message.MessageRepository;

/**
 * Takes people out of the chat, step by step: their memberships first, then what messages say of them, in one walk through all rooms
 * for all who wait when it begins. How far it has come is kept in the store, so whatever stops it, on whichever node, goes on there; a
 * step may be repeated.
 *
 * <p>{@link #step} is called by a timer, on one node at a time; calls must not overlap.
 */
@SingletonBean
public class Erasures {

    /** So many messages are read in one question. */
    static final long STRETCH = 2_000;

    /** So many are changed in one step, so that listeners are not flooded. */
    static final int CHANGES = 100;

    /** A step begins nothing after that, so that the database is left to others as well. */
    private static final Duration SLICE = Duration.ofMillis(500);

    private final ErasureRepository store;
    private final Farewell farewell;
    private final MessageErasure messages;
    private final MessageRepository all;
    private final LongSupplier nanos;

    /** Who has left already, of this run. */
    private final Set<UserId> left = new HashSet<>();

    @Inject
    public Erasures(ErasureRepository store, Farewell farewell, MessageErasure messages, MessageRepository all) {
        this(store, farewell, messages, all, System::nanoTime);
    }

    Erasures(
            ErasureRepository store,
            Farewell farewell,
            MessageErasure messages,
            MessageRepository all,
            LongSupplier nanos) {
        this.store = store;
        this.farewell = farewell;
        this.messages = messages;
        this.all = all;
        this.nanos = nanos;
    }

    /**
     * Goes on for a moment.
     *
     * @param due for whom it is due; a walk that has begun goes on for those for whom it began
     * @return those for whom it has come to its end
     * @throws xyz.anipub.chat.UnavailableException if the store is away; the next step does what was left
     */
    public Set<UserId> step(Collection<ErasedPerson> due) {
        long start = nanos.getAsLong();
        ErasureRun run = store.run().orElseGet(() -> begun(due));
        // Once more if another node had begun: it may be repeated.
        for (UserId user : run.users()) {
            if (left.add(user)) {
                leave(user);
            }
        }
        int changes = 0;
        while (changes < CHANGES && nanos.getAsLong() - start < SLICE.toNanos()) {
            Optional<RoomId> room = current(run);
            if (room.isEmpty()) {
                store.endRun();
                left.clear();
                return run.users();
            }
            Step done = step(run, room.get(), CHANGES - changes);
            changes += done.changes();
            run = done.run();
            store.save(run);
        }
        return Set.of();
    }

    private void leave(UserId user) {
        try {
            farewell.leave(user);
        } catch (RuntimeException again) {
            left.remove(user);
            throw again;
        }
    }

    private ErasureRun begun(Collection<ErasedPerson> due) {
        left.clear();
        ErasureRun run = new ErasureRun(List.copyOf(due), Optional.empty(), 0);
        store.save(run);
        return run;
    }

    /** The room to go on with; empty at the end. */
    private Optional<RoomId> current(ErasureRun run) {
        return run.room().isEmpty() || run.seq() == DONE ? next(run.room()) : run.room();
    }

    private static final long DONE = Long.MAX_VALUE;

    private Optional<RoomId> next(Optional<RoomId> after) {
        return store.rooms(after, 1).stream().findFirst();
    }

    private Step step(ErasureRun run, RoomId room, int most) {
        long from = run.room().equals(Optional.of(room)) && run.seq() != DONE ? run.seq() : 0;
        long last = all.lastSeq(room);
        long upTo = Math.min(last, from + STRETCH);
        List<Trace> traces =
                from >= last ? List.of() : store.traces(room, from, upTo, run.users(), run.silenced(), most);
        messages.erase(room, traces, run, last);
        long reached = traces.size() == most ? traces.get(most - 1).seq() : upTo;
        return new Step(run.at(room, reached >= last ? DONE : reached), traces.size());
    }

    private record Step(ErasureRun run, int changes) {}
}
