package xyz.anipub;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The README's Java is code that is compiled and run by the tests. */
class ReadmeTest {

    private static final Pattern BLOCK = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

    @Test
    void showsCodeOfTheExamples() throws IOException {
        List<String> examples;
        try (Stream<Path> files = Files.list(Path.of("src/test/java/org/example/chat"))) {
            examples = files.map(ReadmeTest::code).toList();
        }
        List<String> shown = BLOCK.matcher(Files.readString(Path.of("README.md")))
                .results()
                .map(block -> onOneLine(block.group(1)))
                .toList();

        assertThat(shown).hasSizeGreaterThan(1).allSatisfy(block -> assertThat(examples)
                .anySatisfy(example -> assertThat(example).contains(block)));
    }

    private static String code(Path file) {
        try {
            return onOneLine(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Lines may be broken elsewhere. */
    private static String onOneLine(String code) {
        return code.strip().replaceAll("\\s+", " ");
    }
}
