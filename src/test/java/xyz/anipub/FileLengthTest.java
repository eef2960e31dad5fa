package xyz.anipub;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No file of sources is longer than 400 lines. */
class FileLengthTest {

    private static final int MAX_LINES = 400;
    private static final Set<String> ENDINGS = Set.of("java", "js", "mjs", "html", "css", "xml", "md");

    @Test
    void noSourceIsTooLong() throws IOException {
        assertThat(tooLong(Path.of("src"))).isEmpty();
    }

    @Test
    void noticesALongFile(@TempDir Path folder) throws IOException {
        write(folder.resolve("chat.css"), 401);
        write(folder.resolve("main/Long.java"), 401);
        write(folder.resolve("main/Just.java"), 400);
        write(folder.resolve("main/frontend/node_modules/theirs.js"), 401);
        write(folder.resolve("main/frontend/package-lock.json"), 401);

        assertThat(tooLong(folder)).containsExactlyInAnyOrder(Path.of("chat.css"), Path.of("main/Long.java"));
    }

    private static List<Path> tooLong(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(Files::isRegularFile)
                    .map(root::relativize)
                    .filter(file -> !file.toString().contains("node_modules"))
                    .filter(file -> ENDINGS.contains(ending(file)))
                    .filter(file -> lines(root.resolve(file)) > MAX_LINES)
                    .toList();
        }
    }

    private static String ending(Path file) {
        String name = file.getFileName().toString();
        return name.substring(name.lastIndexOf('.') + 1);
    }

    private static long lines(Path file) {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Path file, int lines) throws IOException {
        Files.createDirectories(file.getParent());
        Files.write(file, Collections.nCopies(lines, "x"));
    }
}
