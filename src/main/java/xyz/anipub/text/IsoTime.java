package xyz.anipub.text;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;

/** Times as texts: ISO 8601, UTC, always with milliseconds. */
public final class IsoTime {

    private static final DateTimeFormatter FORM =
            new DateTimeFormatterBuilder().appendInstant(3).toFormatter();

    private IsoTime() {}

    public static String text(Instant time) {
        return FORM.format(time);
    }
}
