package xyz.anipub.settings;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.Config;
import org.jspecify.annotations.Nullable;
import xyz.anipub.peer.Rate;

/**
 * Reads settings from MicroProfile Config: system properties, then environment variables ({@code anipub.auth.secret} is
 * {@code ANIPUB_AUTH_SECRET} there), then {@code META-INF/microprofile-config.properties}.
 *
 * <p>A value that cannot be read ends the start with a message that names it; an empty one counts as missing.
 */
public final class Settings {

    private final Config config;

    Settings(Config config) {
        this.config = config;
    }

    public Optional<String> text(String name) {
        return config.getOptionalValue(name, String.class).map(String::strip).filter(value -> !value.isEmpty());
    }

    public String text(String name, String standard) {
        return text(name).orElse(standard);
    }

    /** One of some words; the first is the standard. */
    public String choice(String name, String... words) {
        String value = text(name, words[0]);
        if (!List.of(words).contains(value)) {
            throw new IllegalArgumentException(
                    "Setting %s must be one of %s, not \"%s\".".formatted(name, String.join(", ", words), value));
        }
        return value;
    }

    public int number(String name, int standard) {
        return text(name)
                .map(value -> {
                    try {
                        return Integer.parseInt(value);
                    } catch (NumberFormatException notANumber) {
                        throw unreadable(name, value, "a whole number", notANumber);
                    }
                })
                .orElse(standard);
    }

    /** {@code true} or {@code false}. */
    public boolean flag(String name, boolean standard) {
        return text(name)
                .map(value -> switch (value) {
                    case "true" -> true;
                    case "false" -> false;
                    default -> throw unreadable(name, value, "true or false", null);
                })
                .orElse(standard);
    }

    /** A number of milliseconds. */
    public Duration millis(String name, Duration standard) {
        return Duration.ofMillis(number(name, Math.toIntExact(standard.toMillis())));
    }

    /** An ISO 8601 duration, as {@code PT12H}. */
    Duration duration(String name, Duration standard) {
        return text(name)
                .map(value -> {
                    try {
                        return Duration.parse(value);
                    } catch (java.time.format.DateTimeParseException notADuration) {
                        throw unreadable(name, value, "an ISO 8601 duration such as PT12H", notADuration);
                    }
                })
                .orElse(standard);
    }

    /** Values separated by commas. */
    Set<String> list(String name) {
        return text(name).stream()
                .flatMap(value -> Arrays.stream(value.split(",")))
                .map(String::strip)
                .filter(value -> !value.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** One of a few words, in any case, {@code -} for {@code _}. */
    public <E extends Enum<E>> E choice(String name, E standard) {
        return text(name)
                .map(value -> {
                    String constant = value.toUpperCase(Locale.ROOT).replace('-', '_');
                    try {
                        return Enum.valueOf(standard.getDeclaringClass(), constant);
                    } catch (IllegalArgumentException notOne) {
                        String words =
                                Arrays.toString(standard.getDeclaringClass().getEnumConstants());
                        throw unreadable(name, value, "one of " + words, notOne);
                    }
                })
                .orElse(standard);
    }

    public Path path(String name, String standard) {
        return Path.of(text(name, standard));
    }

    private static IllegalArgumentException unreadable(
            String name, String value, String wanted, @Nullable Exception cause) {
        return new IllegalArgumentException("Setting %s must be %s, not \"%s\".".formatted(name, wanted, value), cause);
    }

    /** A rate, under two names: {@code …-burst} and {@code …-per-second}. */
    Rate rate(String name, Rate usual) {
        return new Rate(number(name + "-burst", usual.burst()), number(name + "-per-second", usual.perSecond()));
    }
}
