package xyz.anipub.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;

/** A server whose clock is ahead of that of all others, by Debian's {@code faketime}. */
public final class ClockAhead {

    private static final Path LIBRARIES = Path.of("/usr/lib");
    private static final String LIBRARY = "faketime/libfaketimeMT.so.1";

    private ClockAhead() {}

    /** Whether there is the program for it. */
    public static boolean isPossible() {
        return library().isPresent();
    }

    /** See {@link Program#require}. */
    public static void require() {
        Program.require("/usr/bin/faketime");
    }

    /** Sets the clock of a server to be ahead by whole seconds, if {@link #isPossible}. */
    public static void by(Duration time, TestServer.Plan plan) {
        library().ifPresent(library -> plan.environment("LD_PRELOAD", library.toString())
                .environment("FAKETIME", "+" + time.toSeconds())
                // That of the system's start is set by nobody, and waiting goes by it.
                .environment("FAKETIME_DONT_FAKE_MONOTONIC", "1")
                .environment("FAKETIME_FORCE_MONOTONIC_FIX", "0"));
    }

    private static Optional<Path> library() {
        try (Stream<Path> folders = Files.list(LIBRARIES)) {
            return folders.map(folder -> folder.resolve(LIBRARY))
                    .filter(Files::exists)
                    .findFirst();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
