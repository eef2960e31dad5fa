package xyz.anipub.boot;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Runs what is due again and again, in chains: the duties of one run one after the other and never overlap; chains run
 * side by side, so that one which waits for the store holds up no other.
 *
 * <p>A duty that fails holds up none behind it and is tried again in the next run. While the database is away that is
 * logged once for all chains, and once when it is back. Thread-safe; its monitor guards which chains miss the database.
 */
final class Duties {

    private static final System.Logger LOG = System.getLogger(Duties.class.getName());

    private final ScheduledExecutorService threads;
    private final List<Future<?>> chains = new CopyOnWriteArrayList<>();
    private final Set<Chain> away = ConcurrentHashMap.newKeySet();

    /** @param threads at least one for each chain, as each may wait */
    Duties(ScheduledExecutorService threads) {
        this.threads = threads;
    }

    /** Starts a chain: at once, and again after this pause behind its end. */
    void every(Duration pause, Runnable... duties) {
        Chain chain = new Chain(List.of(duties));
        chains.add(threads.scheduleWithFixedDelay(chain::run, 0, pause.toMillis(), TimeUnit.MILLISECONDS));
    }

    /** Starts no run any more; those that have begun go on. */
    void stop() {
        chains.forEach(chain -> chain.cancel(false));
    }

    private synchronized void missed(Chain chain, RuntimeException failure) {
        boolean first = away.isEmpty();
        away.add(chain);
        if (first) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "The database is away: nothing can be stored until it is back. Check MONGODB_URI.",
                    failure);
        }
    }

    private synchronized void reached(Chain chain) {
        if (away.remove(chain) && away.isEmpty()) {
            LOG.log(System.Logger.Level.INFO, "The database is back.");
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

        /** False if the database is away. */
        private boolean attempt(Runnable duty) {
            try {
                duty.run();
            } catch (xyz.anipub.chat.UnavailableException | xyz.anipub.auth.UnavailableException failure) {
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
