package xyz.anipub.boot;

import com.mongodb.MongoException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import xyz.anipub.audit.AuditUnavailableException;
import xyz.anipub.chat.StoreAwayException;
import xyz.anipub.store.MongoFailures;

/**
 * Repeats background tasks, in chains: the duties of one run one after the other and never overlap; chains run
 * side by side, so that one which waits for the store holds up no other.
 *
 * <p>A duty that fails holds up none behind it and is tried again in the next run. That the database gives no answer, or
 * is away, which is worse, is logged once for all chains, and once when every chain has its answers again. Thread-safe;
 * its monitor guards what the chains miss.
 */
final class Duties {

    private static final System.Logger LOG = System.getLogger(Duties.class.getName());

    private final ScheduledThreadPoolExecutor threads;
    private final List<Future<?>> chains = new CopyOnWriteArrayList<>();
    private final Map<Chain, Trouble> troubles = new HashMap<>();

    /** Why a chain misses the database, the worst last. */
    private enum Trouble {
        NO_ANSWER("The database gave no answer, or asks to come again: what is due again and again has to wait."),
        AWAY("The database is away: nothing can be stored until it is back. Check MONGODB_URI.");

        private final String message;

        Trouble(String message) {
            this.message = message;
        }

        static Trouble of(RuntimeException failure) {
            boolean noServer = failure.getCause() instanceof MongoException cause
                    ? MongoFailures.isNoServer(cause)
                    // Nobody asked, as there was no server a moment ago.
                    : failure instanceof StoreAwayException;
            return noServer ? AWAY : NO_ANSWER;
        }
    }

    /** @param threads become as many as there are chains, as each of these may wait */
    Duties(ScheduledThreadPoolExecutor threads) {
        this.threads = threads;
    }

    /** Starts a chain: at once, and again after this pause behind its end. */
    void every(Duration pause, Runnable... duties) {
        Chain chain = new Chain(List.of(duties));
        threads.setCorePoolSize(Math.max(threads.getCorePoolSize(), chains.size() + 1));
        chains.add(threads.scheduleWithFixedDelay(chain::run, 0, pause.toMillis(), TimeUnit.MILLISECONDS));
    }

    /** Starts no run any more; those that have begun go on. */
    void stop() {
        chains.forEach(chain -> chain.cancel(false));
    }

    private synchronized void missed(Chain chain, RuntimeException failure) {
        Trouble trouble = Trouble.of(failure);
        boolean isNews = troubles.values().stream().allMatch(known -> known.compareTo(trouble) < 0);
        troubles.merge(chain, trouble, (known, other) -> known.compareTo(other) < 0 ? other : known);
        if (isNews) {
            LOG.log(System.Logger.Level.WARNING, trouble.message, failure);
        }
    }

    private synchronized void reached(Chain chain) {
        if (troubles.remove(chain) != null && troubles.isEmpty()) {
            LOG.log(System.Logger.Level.INFO, "The database answers again.");
        }
    }

    private final class Chain {

        private final List<Runnable> duties;
        private String lastBug = "";

        Chain(List<Runnable> duties) {
            this.duties = duties;
        }

        /** Throws nothing, as a scheduled task that throws would never run again. */
        void run() {
            boolean reached = true;
            for (Runnable duty : duties) {
                reached &= attempt(duty);
            }
            if (reached) {
                reached(this);
            }
        }

        /** False if the database gave no answer. */
        private boolean attempt(Runnable duty) {
            try {
                duty.run();
            } catch (xyz.anipub.chat.UnavailableException
                    | xyz.anipub.auth.UnavailableException
                    | AuditUnavailableException failure) {
                missed(this, failure);
                return false;
            } catch (RuntimeException | Error bug) {
                if (!bug.toString().equals(lastBug)) {
                    lastBug = bug.toString();
                    LOG.log(System.Logger.Level.ERROR, "What is due again and again failed", bug);
                }
            }
            return true;
        }
    }
}
