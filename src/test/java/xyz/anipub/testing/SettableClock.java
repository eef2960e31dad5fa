package xyz.anipub.testing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that stands until it is put forward. */
public final class SettableClock extends Clock {

    private volatile Instant now;

    private SettableClock(Instant start) {
        now = start;
    }

    /** Starts at a whole second, as tokens count time. */
    public static SettableClock atNoon() {
        return new SettableClock(Instant.parse("2026-01-01T12:00:00Z"));
    }

    /** Starts with more digits than the database keeps. */
    public static SettableClock pastNoon() {
        return new SettableClock(Instant.parse("2026-01-01T12:00:00.123456Z"));
    }

    public void forward(Duration time) {
        now = now.plus(time);
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
