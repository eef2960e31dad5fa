package xyz.anipub.auth;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Counts failed logins in the last minute, per name and address. Remembers the 10,000 pairs that failed last. Its monitor
 * guards the lists.
 */
final class LoginAttempts {

    private static final Duration WINDOW = Duration.ofMinutes(1);

    /** Who tries from where. */
    record Source(String nameKey, String address) {}

    private final int limit;
    private final Clock clock;
    private final LruMap<Source, List<Instant>> failures = new LruMap<>(10_000);

    LoginAttempts(int limit, Clock clock) {
        this.limit = limit;
        this.clock = clock;
    }

    /** How long the source has to wait, if at all. */
    synchronized Optional<Duration> pause(Source source) {
        List<Instant> recent = recent(source);
        return recent.size() < limit
                ? Optional.empty()
                : Optional.of(Duration.between(
                        clock.instant(), recent.get(recent.size() - limit).plus(WINDOW)));
    }

    synchronized void failed(Source source) {
        List<Instant> recent = recent(source);
        recent.add(clock.instant());
        failures.put(source, recent);
    }

    synchronized void succeeded(Source source) {
        failures.remove(source);
    }

    private List<Instant> recent(Source source) {
        Instant start = clock.instant().minus(WINDOW);
        List<Instant> recent = new ArrayList<>(failures.get(source).orElse(List.of()));
        recent.removeIf(at -> !at.isAfter(start));
        return recent;
    }
}
