package xyz.anipub;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Jazzer looks for the seeds of a fuzz test in the folder of its package, and is content without any. */
class FuzzSeedsTest {

    private static final Path TESTS = Path.of("src/test/java");
    private static final Path SEEDS = Path.of("src/test/resources");
    private static final String SUFFIX = "Inputs";

    @Test
    void everyFuzzTestHasItsSeedsAndNoSeedsAreLeftBehind() throws IOException {
        List<String> tests = below(TESTS, "FuzzTest.java").stream()
                .map(name -> name.replace(".java", SUFFIX))
                .toList();

        assertThat(tests).isNotEmpty();
        assertThat(below(SEEDS, "FuzzTest" + SUFFIX)).containsExactlyInAnyOrderElementsOf(tests);
    }

    private static List<String> below(Path root, String ending) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.map(file -> root.relativize(file).toString())
                    .filter(name -> name.endsWith(ending))
                    .toList();
        }
    }
}
