package xyz.anipub.testing;

import java.nio.file.Files;
import java.nio.file.Path;
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
}
