package xyz.anipub.chat.power;

import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import xyz.anipub.bean.SingletonBean;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.UserId;

/**
 * The power in the rooms of this node, kept in memory from the first question on until it {@linkplain #forget changes}: so
 * posting asks the store nothing more.
 *
 * <p>Safe for threads. What was read while something was forgotten is used once and not kept, since it may be older than the
 * change. The memory is bounded by forgetting all of it.
 *
 * <p>In the direct room of two of whom one is suspended or gone nobody writes. That is read with the room; it is not kept, as it may end at any moment
 * without anybody being told: who is let in again writes at once, at the price of two more questions where nobody writes. Where both are there it is kept, until one of them {@linkplain #forgetPairsOf changes}.
 */
@SingletonBean
public class RoomPowers {

    /** People in all that is kept. */
    private static final int MAX_KEPT = 200_000;

    private final RoomPowerRepository store;
    private final Reachability reachability;
    private final ConcurrentHashMap<RoomId, RoomPower> kept = new ConcurrentHashMap<>();
    private final AtomicLong size = new AtomicLong();
    /** Counts what was forgotten. */
    private final AtomicLong forgotten = new AtomicLong();

    @Inject
    public RoomPowers(RoomPowerRepository store, Reachability reachability) {
        this.store = store;
        this.reachability = reachability;
    }

    /**
     * Who has which power in a room; empty if there is none. Waits for the store if it was not asked for the room yet.
     *
     * @throws xyz.anipub.chat.UnavailableException if the store is away
     */
    public Optional<RoomPower> of(RoomId room) {
        RoomPower known = kept.get(room);
        if (known != null) {
            return Optional.of(known);
        }
        long before = forgotten.get();
        Optional<RoomPower> found = store.find(room);
        Optional<Instant> away = found.filter(RoomPower::isPair).flatMap(this::away);
        if (away.isPresent()) {
            // Never sooner than what was so before: a block may be for ever.
            return found.map(power -> power.mutes().isEmpty() ? power.awayUntil(away.get()) : power);
        }
        found.ifPresent(power -> keep(room, power, before));
        return found;
    }

    private Optional<Instant> away(RoomPower pair) {
        return reachability.awayUntil(pair.pair()).values().stream().max(Comparator.naturalOrder());
    }

    /** Somebody may not be there any more: the next question about direct rooms of two in which that one is goes to the store. */
    public void forgetPairsOf(UserId user) {
        forgotten.incrementAndGet();
        kept.forEach((room, power) -> {
            if (power.pair().contains(user)) {
                forget(room);
            }
        });
    }

    /** Whether a room may be a direct one of two with that user in it: is true of all of which nothing is kept. Asks no store. */
    public boolean mayBePairOf(RoomId room, UserId user) {
        RoomPower known = kept.get(room);
        return known == null || known.pair().contains(user);
    }

    private void keep(RoomId room, RoomPower power, long before) {
        if (size.get() > MAX_KEPT) {
            forgetAll();
            return;
        }
        // Whoever forgets counts first and removes then: either this finds the count or it is removed.
        kept.compute(room, (same, known) -> {
            if (forgotten.get() != before) {
                return known;
            }
            size.addAndGet(power.size() - (known == null ? 0 : known.size()));
            return power;
        });
    }

    /** The power in a room is another now, or the room is gone: the next question is answered by the store. */
    public void forget(RoomId room) {
        forgotten.incrementAndGet();
        kept.computeIfPresent(room, (same, known) -> {
            size.addAndGet(-known.size());
            return null;
        });
    }

    /** Somebody does not belong to a room any more: what the user was there has ended, too. */
    public void left(RoomId room, UserId user) {
        // First of all: what is being read at this moment is not kept then, or is there to be looked at.
        forgotten.incrementAndGet();
        RoomPower known = kept.get(room);
        if (known != null && known.role(user) != Role.MEMBER) {
            forget(room);
        }
    }

    /** The same of all rooms: it is not known which have changed. */
    public void forgetAll() {
        forgotten.incrementAndGet();
        kept.keySet().forEach(this::forget);
    }
}
