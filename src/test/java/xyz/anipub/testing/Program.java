package xyz.anipub.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.opentest4j.TestAbortedException;

/** Programs that tests run and the machine may lack; {@code .ci/run} installs them as packages of Debian. */
public final class Program {

    private Program() {}

    /**
     * Where it is. A test for which it is missing says so and is left out; it fails if {@code ANIPUB_TEST_PROGRAMS} is {@code
     * required}, as in {@code .ci/run}.
     */
    public static Path require(String path) {
        Path program = Path.of(path);
        if (Files.isExecutable(program)) {
            return program;
        }
        String missing = "There is no " + program + ": what needs it is not tested.";
        if ("required".equals(System.getenv("ANIPUB_TEST_PROGRAMS"))) {
            throw new AssertionError(missing);
        }
        System.out.println(missing);
        throw new TestAbortedException(missing);
    }

    /** Runs a command to its end; fails with what it has printed if it fails. */
    public static void run(List<String> command) {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException(printed);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
