package xyz.anipub.auth.login;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import xyz.anipub.auth.LruMap;

/**
 * Counts what happened in the last minute, per source: an address, or a name and an address. Remembers the 10,000 sources
 * where something happened last. Its monitor guards the lists.
 */
public final class Attempts<S> {

    private static final Duration WINDOW = Duration.ofMinutes(1);

    private final int limit;
    private final Clock clock;
    private final LruMap<S, List<Instant>> happened = new LruMap<>(10_000);

    /** @param limit how often it may happen in a minute */
    public Attempts(int limit, Clock clock) {
        this.limit = limit;
        this.clock = clock;
    }

    /** How long the source has to wait, if at all. */
    synchronized Optional<Duration> pause(S source) {
        List<Instant> recent = recent(source);
        return recent.size() < limit
                ? Optional.empty()
                : Optional.of(Duration.between(
                        clock.instant(), recent.get(recent.size() - limit).plus(WINDOW)));
    }

    /** Counts once more, whatever the limit. Of what is beyond it the newest are remembered, as they end last. */
    synchronized void count(S source) {
        List<Instant> recent = recent(source);
        recent.add(clock.instant());
        happened.put(source, new ArrayList<>(recent.subList(Math.max(0, recent.size() - limit), recent.size())));
    }

    /** Counts once more if the source need not wait; else how long it has to. */
    public synchronized Optional<Duration> countOrPause(S source) {
        Optional<Duration> pause = pause(source);
        if (pause.isEmpty()) {
            count(source);
        }
        return pause;
    }

    /** Takes back what was counted last. */
    synchronized void takeBack(S source) {
        List<Instant> recent = recent(source);
        if (recent.size() > 1) {
            happened.put(source, recent.subList(0, recent.size() - 1));
        } else {
            happened.remove(source);
        }
    }

    synchronized void forget(S source) {
        happened.remove(source);
    }

    private List<Instant> recent(S source) {
        Instant start = clock.instant().minus(WINDOW);
        List<Instant> recent = new ArrayList<>(happened.get(source).orElse(List.of()));
        recent.removeIf(at -> !at.isAfter(start));
        return recent;
    }
}
