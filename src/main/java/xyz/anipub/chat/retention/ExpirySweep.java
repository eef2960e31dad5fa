package xyz.anipub.chat.retention;

import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import xyz.anipub.bean.SingletonBean;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.StoreAwayException;
import xyz.anipub.chat.UnavailableException;
import xyz.anipub.chat.change.Withdrawals;
import xyz.anipub.chat.message.MessageNotFoundException;
import xyz.anipub.chat.node.LiveNodes;
import xyz.anipub.chat.retention.ExpiryRepository.Dated;
import xyz.anipub.chat.retention.ExpiryRepository.Kept;
import xyz.anipub.chat.room.RoomRules;

/**
 * Takes away the messages that are older than their rooms keep them, from the beginning of each room on, some thousand of a room at a
 * time. A room's last message stays as a tombstone until another comes, so that numbers go on.
 *
 * <p>First the room's history begins later, so nobody reads the messages, then they go, then listeners are told: whatever stops in between, on whichever
 * node, the next sweep goes on. Remembers of each room when its oldest message was posted, so that most rooms cost no question.
 *
 * <p>It goes by the store's clock, and while that is not believed ({@link StoreTime}), nothing goes. A message with a time that is
 * to come goes with those behind it.
 *
 * <p>{@link #sweep} is called by a timer, on one node at a time; calls must not overlap.
 */
@SingletonBean
public class ExpirySweep {

    private static final System.Logger LOG = System.getLogger(ExpirySweep.class.getName());

    /** Messages in one command, which has to end within the store's time limit. */
    static final int STRETCH = 1_000;

    /** Of one room in one sweep, so that others get their turn. */
    static final int STRETCHES = 20;

    private static final int ROOMS = 500;

    /** If the store does not answer of so many rooms in one run, it is not about the rooms. */
    private static final int MAX_FAILURES = 3;

    private static final int MAX_REMEMBERED = 100_000;

    private final ExpiryRepository store;
    private final Withdrawals withdrawals;
    private final HistoryAnnouncer announcer;
    private final RoomRules rules;
    private final StoreTime time;
    private final int maxRemembered;

    /** When the oldest message of a room was posted. */
    private final Map<RoomId, Instant> known = new HashMap<>();

    /** Those of the known rooms that there still were when this run came to them. */
    private final Set<RoomId> seen = new HashSet<>();

    /** The room at which a run has failed. */
    private Optional<RoomId> after = Optional.empty();

    /** Until a run has come to all rooms. */
    private boolean isNew = true;

    @Inject
    public ExpirySweep(
            ExpiryRepository store,
            Withdrawals withdrawals,
            HistoryAnnouncer announcer,
            RoomRules rules,
            LiveNodes nodes,
            Clock clock) {
        this(store, withdrawals, announcer, rules, new StoreTime(nodes, clock), MAX_REMEMBERED);
    }

    ExpirySweep(
            ExpiryRepository store,
            Withdrawals withdrawals,
            HistoryAnnouncer announcer,
            RoomRules rules,
            StoreTime time,
            int maxRemembered) {
        this.store = store;
        this.withdrawals = withdrawals;
        this.announcer = announcer;
        this.rules = rules;
        this.time = time;
        this.maxRemembered = maxRemembered;
    }

    /**
     * Takes away what has expired, as far as it goes now.
     *
     * @throws UnavailableException if the store is away, or does not answer of some rooms; the next run does what was left
     */
    public void sweep() {
        time.now().ifPresent(this::sweep);
    }

    private void sweep(Instant now) {
        List<UnavailableException> failures = new ArrayList<>();
        List<Kept> some;
        do {
            some = store.rooms(rules.retention().isPresent(), after, ROOMS);
            for (Kept room : some) {
                // Before it: after a failure the next run goes on behind it.
                after = Optional.of(room.room());
                failureOf(room, now).ifPresent(failures::add);
                if (failures.size() == MAX_FAILURES) {
                    throw failures.get(0);
                }
            }
        } while (some.size() == ROOMS);
        after = Optional.empty();
        known.keySet().retainAll(seen);
        seen.clear();
        isNew = false;
        if (!failures.isEmpty()) {
            throw failures.get(0);
        }
    }

    /** Another node does it: what it finds is not known here. */
    public void forget() {
        known.clear();
        seen.clear();
        after = Optional.empty();
        isNew = true;
        // A leap is noticed by whoever takes over, too.
        time.now();
    }

    /** That the store does not answer of one room, or that something is wrong with it, does not hold up the others. */
    private Optional<UnavailableException> failureOf(Kept room, Instant now) {
        try {
            room.retention().or(rules::retention).ifPresent(retention -> sweep(room, retention.before(now), now));
        } catch (StoreAwayException away) {
            throw away;
        } catch (UnavailableException noAnswer) {
            return Optional.of(noAnswer);
        } catch (RuntimeException bug) {
            LOG.log(
                    System.Logger.Level.ERROR,
                    "What has expired in room " + room.room() + " could not be taken away",
                    bug);
        }
        return Optional.empty();
    }

    private void sweep(Kept room, Instant bound, Instant now) {
        Instant at = known.get(room.room());
        if (at != null && !at.isBefore(bound)) {
            seen.add(room.room());
            return;
        }
        long first = room.firstSeq();
        // One of them says enough of most rooms.
        List<Dated> some = store.oldest(room.room(), 2);
        List<Dated> expired = List.of();
        if (some.size() == 2 && mayHaveExpired(some.get(0), bound, first, now)) {
            int stretches = 0;
            do {
                some = store.oldest(room.room(), STRETCH + 1);
                expired = expired(some, bound, room.firstSeq(), now);
                if (!expired.isEmpty()) {
                    first = expired.get(expired.size() - 1).seq() + 1;
                    store.begin(room.room(), first);
                    // Before they are removed: nobody knows their ids any more if that is done and not answered.
                    announcer.gone(expired.stream().map(Dated::id).toList());
                    store.remove(room.room(), expired);
                }
                stretches++;
            } while (expired.size() == STRETCH && stretches < STRETCHES);
        }
        // Whoever had the chores before may have stopped before it told this.
        if (first > room.firstSeq() || isNew && at == null && first > 1) {
            announcer.historyBegins(room.room(), first);
        }
        if (expired.size() == STRETCH) {
            known.remove(room.room());
        } else {
            remember(room.room(), next(room.room(), some.subList(expired.size(), some.size()), bound, now));
        }
    }

    private static boolean mayHaveExpired(Dated message, Instant bound, long firstSeq, Instant now) {
        return message.at().isBefore(bound) || message.at().isAfter(now) || message.seq() < firstSeq;
    }

    /**
     * The oldest of them without a break; never the room's last message, and what a sweep before this one has left. One of a time
     * that is to come says nothing of its age, but it is older than those behind it.
     */
    private static List<Dated> expired(List<Dated> some, Instant bound, long firstSeq, Instant now) {
        int most = Math.min(some.size() - 1, STRETCH);
        int count = 0;
        for (int i = 0; i < some.size(); i++) {
            Dated each = some.get(i);
            if (each.at().isBefore(bound) || each.seq() < firstSeq) {
                count = Math.min(i + 1, most);
            } else if (!each.at().isAfter(now)) {
                break;
            }
        }
        return List.copyOf(some.subList(0, count));
    }

    /**
     * When the next message to expire was posted, at the earliest. If the first that is left has expired, it is the room's last,
     * and says nothing any more.
     */
    private Instant next(RoomId room, List<Dated> left, Instant bound, Instant now) {
        Optional<Dated> first =
                left.stream().filter(each -> !each.at().isAfter(now)).findFirst();
        if (first.isEmpty()) {
            return now;
        }
        if (!first.get().at().isBefore(bound)) {
            return first.get().at();
        }
        if (!first.get().deleted()) {
            try {
                withdrawals.bury(room, first.get().id());
            } catch (MessageNotFoundException goneWithItsRoom) {
                LOG.log(System.Logger.Level.DEBUG, "The room was deleted meanwhile", goneWithItsRoom);
            }
        }
        return now;
    }

    /** Where there are more rooms, the rest is asked each time. */
    private void remember(RoomId room, Instant at) {
        if (known.size() < maxRemembered || known.containsKey(room)) {
            known.put(room, at);
            seen.add(room);
        }
    }
}
