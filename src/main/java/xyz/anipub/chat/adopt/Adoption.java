package xyz.anipub.chat.adopt;

import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import xyz.anipub.bean.SingletonBean;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.UnavailableException;
import xyz.anipub.chat.adopt.AdoptRules.Mode;
import xyz.anipub.chat.adopt.AdoptionProgress.State;

/**
 * Takes over what another server has left in this database, in runs: users first, then room by room. One node does it, in small steps
 * beside everything else. A run that ends early is begun anew by whoever has the chores then, and passes quickly over what is done.
 *
 * <p>{@link #step} and {@link #rest} are called by one timer; any thread may ask for the progress.
 */
@SingletonBean
public class Adoption {

    private static final System.Logger LOG = System.getLogger(Adoption.class.getName());

    private static final int ROOMS_AT_ONCE = 20;
    private static final int ATTEMPTS = 5;
    private static final Duration TURN = Duration.ofMillis(500);
    private static final Duration TELL = Duration.ofSeconds(10);

    private final AdoptRules rules;
    private final People people;
    private final FormerRooms former;
    private final AdoptedRooms adopted;
    private final RoomAdoption rooms;
    private final Clock clock;
    private final Deque<FormerRoom> waiting = new ArrayDeque<>();

    private volatile State state = State.NOTHING;
    private volatile Tally tally = new Tally();
    private Map<RoomId, Adopted> states = Map.of();
    private boolean peopleAreDone;
    private @Nullable Object upTo;
    private boolean isAtEnd;
    private int failures;
    private @Nullable RoomWork work;
    private Instant notBefore = Instant.MIN;
    private Instant toldAt = Instant.MIN;

    @Inject
    Adoption(
            AdoptRules rules,
            People people,
            FormerRooms former,
            AdoptedRooms adopted,
            RoomAdoption rooms,
            Clock clock) {
        this.rules = rules;
        this.people = people;
        this.former = former;
        this.adopted = adopted;
        this.rooms = rooms;
        this.clock = clock;
    }

    /** How far this node has come. Never waits. */
    public AdoptionProgress progress() {
        Tally found = tally;
        People.Tally users = people.tally();
        return new AdoptionProgress(
                state, users.taken(), found.rooms.sum(), found.messages.sum(), users.refused() + found.refused.sum());
    }

    /** Another node does it. */
    public void rest() {
        state = State.NOTHING;
        notBefore = Instant.MIN;
    }

    /**
     * Goes on for half a second, if there is anything to do.
     *
     * @throws RuntimeException if the store fails; the next call goes on
     */
    public void step() {
        if (rules.mode() == Mode.OFF || !isRunning() && !begins()) {
            return;
        }
        Instant end = clock.instant().plus(TURN);
        while (isRunning() && clock.instant().isBefore(end)) {
            if (!goOn()) {
                end();
            }
        }
        tell();
    }

    private boolean isRunning() {
        return state == State.RUNNING || state == State.COUNTING;
    }

    private boolean isDry() {
        return rules.mode() == Mode.DRY_RUN;
    }

    private boolean begins() {
        if (clock.instant().isBefore(notBefore)) {
            return false;
        }
        if (!former.areThere() && !people.areThere()) {
            // Looked at once: a server that has used this database has left something there.
            notBefore = Instant.MAX;
            return false;
        }
        boolean isFirst = state == State.NOTHING;
        people.begin(isDry());
        rooms.begin();
        peopleAreDone = !people.areThere();
        waiting.clear();
        upTo = null;
        isAtEnd = false;
        work = null;
        failures = 0;
        states = Map.of();
        tally = new Tally();
        toldAt = clock.instant();
        state = isDry() ? State.COUNTING : State.RUNNING;
        if (isFirst) {
            LOG.log(
                    System.Logger.Level.INFO,
                    isDry()
                            ? "Another server's data is in this database. It is counted, and nothing is written."
                            : "Another server's data is in this database. It is taken over, in the background.");
        }
        return true;
    }

    /** One step. False if there is none any more. */
    private boolean goOn() {
        if (!peopleAreDone) {
            peopleAreDone = !people.step();
            return true;
        }
        if (work != null) {
            goOn(work);
            return true;
        }
        if (waiting.isEmpty() && !fetch()) {
            return false;
        }
        FormerRoom next = waiting.remove();
        if (next.id().isEmpty()) {
            tally.refused.increment();
            LOG.log(
                    System.Logger.Level.WARNING,
                    "Not adopted: the room {0}, whose _id is not 24 hex digits.",
                    next.key());
            return true;
        }
        RoomId id = next.id().get();
        Adopted known = Optional.ofNullable(states.get(id)).orElseGet(() -> Adopted.nothing(id));
        work = rooms.work(next, known, isDry(), tally).orElse(null);
        return true;
    }

    /** A room that fails again and again must not keep the others from coming. */
    private void goOn(RoomWork room) {
        try {
            if (!room.step()) {
                work = null;
            }
            failures = 0;
        } catch (UnavailableException away) {
            throw away;
        } catch (RuntimeException failure) {
            failures++;
            if (failures < ATTEMPTS) {
                throw failure;
            }
            failures = 0;
            work = null;
            tally.refused.increment();
            LOG.log(
                    System.Logger.Level.WARNING,
                    "Not adopted: the room " + room.id() + ", which failed again and again; the next run tries it.",
                    failure);
        }
    }

    /** Asks for the next rooms. False if there are none. */
    private boolean fetch() {
        if (isAtEnd) {
            return false;
        }
        FormerRooms.Some some = former.after(upTo, ROOMS_AT_ONCE);
        states = adopted.find(
                some.rooms().stream().flatMap(room -> room.id().stream()).toList());
        waiting.addAll(some.rooms());
        upTo = some.last();
        isAtEnd = upTo == null;
        return !waiting.isEmpty();
    }

    private void tell() {
        if (isRunning() && !clock.instant().isBefore(toldAt.plus(TELL))) {
            toldAt = clock.instant();
            report("so far");
        }
    }

    private void end() {
        state = State.DONE;
        notBefore = rules.again().isZero() || isDry()
                ? Instant.MAX
                : clock.instant().plus(rules.again());
        if (people.tally().taken() == 0 && tally.isEmpty()) {
            LOG.log(System.Logger.Level.DEBUG, "Nothing new in the other server''s data");
        } else {
            report("done");
        }
    }

    private void report(String how) {
        People.Tally users = people.tally();
        LOG.log(
                System.Logger.Level.INFO,
                "%s, %s: %d users (%d renamed, %d without a password), %d rooms (%d renamed), %d messages (%d without a sender), %d expired messages left out, %d members (%d who are no user); %d cannot be taken."
                        .formatted(
                                isDry() ? "To be adopted" : "Adopted",
                                how,
                                users.taken(),
                                users.renamed(),
                                users.withoutPassword(),
                                tally.rooms.sum(),
                                tally.renamed.sum(),
                                tally.messages.sum(),
                                tally.withoutSender.sum(),
                                tally.expired.sum(),
                                tally.members.sum(),
                                tally.withoutPerson.sum(),
                                users.refused() + tally.refused.sum()));
    }
}
