package xyz.anipub.boot;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import xyz.anipub.auth.Tokens;
import xyz.anipub.chat.UnavailableException;
import xyz.anipub.chat.message.EchoSweep;
import xyz.anipub.chat.message.RoomListFeed;
import xyz.anipub.chat.mongo.ChatStore;
import xyz.anipub.chat.mongo.MembershipNames;
import xyz.anipub.chat.room.RoomEnding;

/**
 * What is due every second on every node: indexes until they exist, late announcements, the live room list, what is left
 * of deleted rooms, revocations by other nodes.
 *
 * <p>One thread runs it, so runs do not overlap. While the database is away it says so once, and once when it is back.
 */
@ApplicationScoped
class Chores {

    private static final System.Logger LOG = System.getLogger(Chores.class.getName());

    /** In runs, so in seconds: expired revocations need no haste. */
    private static final int SWEEP_EVERY = 300;

    /** What is left of deleted rooms is seen by nobody. */
    private static final int END_ROOMS_EVERY = 10;

    @Inject
    private ExecutorProducer executors;

    @Inject
    private ChatStore store;

    @Inject
    private MembershipNames names;

    @Inject
    private EchoSweep echoes;

    @Inject
    private RoomListFeed roomList;

    @Inject
    private RoomEnding roomEnding;

    @Inject
    private Tokens tokens;

    private @Nullable ScheduledFuture<?> running;
    private boolean away;
    private String lastBug = "";
    private int runs;

    void start() {
        running = executors.chores().scheduleWithFixedDelay(this::run, 0, 1, TimeUnit.SECONDS);
    }

    void stop() {
        if (running != null) {
            running.cancel(false);
        }
    }

    /** Each by itself: one that fails holds up no other, and the next run tries it again. */
    private void run() {
        boolean reached = attempt(this::createIndexes);
        reached &= attempt(names::complete);
        reached &= attempt(echoes::run);
        reached &= attempt(roomList::flush);
        reached &= attempt(tokens::followOtherNodes);
        if (runs % END_ROOMS_EVERY == 0) {
            reached &= attempt(roomEnding::sweep);
        }
        if (runs++ % SWEEP_EVERY == 0) {
            reached &= attempt(tokens::sweep);
        }
        if (away && reached) {
            away = false;
            LOG.log(System.Logger.Level.INFO, "The database is back.");
        }
    }

    private void createIndexes() {
        if (!store.isWritable()) {
            store.createIndexes();
        }
    }

    /** Throws nothing, as a scheduled task that throws would never run again. False if the database is away. */
    private boolean attempt(Runnable chore) {
        try {
            chore.run();
        } catch (UnavailableException | xyz.anipub.auth.UnavailableException failure) {
            if (!away) {
                away = true;
                LOG.log(
                        System.Logger.Level.WARNING,
                        "The database is away: nothing can be stored until it is back. Check MONGODB_URI.",
                        failure);
            }
            return false;
        } catch (RuntimeException | Error bug) {
            if (!bug.toString().equals(lastBug)) {
                lastBug = bug.toString();
                LOG.log(System.Logger.Level.ERROR, "What is due every second failed", bug);
            }
        }
        return true;
    }
}
