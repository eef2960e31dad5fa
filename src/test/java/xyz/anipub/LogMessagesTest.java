package xyz.anipub;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import xyz.anipub.LogMessages.Logged;

/**
 * Every message that the program logs at WARNING or ERROR has a row in {@code operations.md} that says what to do. A row has the first
 * words of its message, with {@code …} for what differs; they are enough to tell it from others.
 */
class LogMessagesTest {

    /** Where the messages stand of files in which they do not stand where they are logged: behind this. */
    private static final Map<String, String> ELSEWHERE = Map.of(
            "ClusterMeter.java", "note\\(\\s*\\w+,",
            "Duties.java", "(?:NO_ANSWER|AWAY)\\(",
            "IndexSetup.java", "return\\s*\\(?(?=\\s*\"The database refuses)");

    private static final int FEWEST_LETTERS = 10;
    private static final Pattern ROW = Pattern.compile("^\\| `([^`]+)` \\|", Pattern.MULTILINE);

    private final List<String> rows = rows();

    private static List<String> rows() {
        String page = DocPage.of("src/docs/operations.md").text();
        return ROW.matcher(page.substring(page.indexOf("\n## Log messages\n")))
                .results()
                .map(row -> row.group(1))
                .toList();
    }

    private static List<String> messages() {
        return DocReferences.files(Path.of("src/main/java"), ".java")
                .flatMap(file -> messages(file.getFileName().toString(), DocReferences.read(file)))
                .distinct()
                .toList();
    }

    private static Stream<String> messages(String file, String source) {
        List<Logged> logged = LogMessages.in(file, source);
        Stream<String> there = logged.stream().flatMap(each -> each.message().stream());
        if (logged.stream().allMatch(each -> each.message().isPresent())) {
            return there;
        }
        assertThat(ELSEWHERE).as("where the messages of %s stand", file).containsKey(file);
        List<String> elsewhere = LogMessages.after(source, ELSEWHERE.get(file));
        assertThat(elsewhere).as("messages of %s", file).isNotEmpty();
        return Stream.concat(there, elsewhere.stream());
    }

    private static boolean isOf(String row, String message) {
        return message.startsWith(row);
    }

    @Test
    void eachSaysWhatToDo() {
        List<String> messages = messages();
        assertThat(messages).hasSizeGreaterThan(60).allSatisfy(message -> assertThat(rows)
                .filteredOn(row -> isOf(row, message))
                .as(message)
                .hasSize(1));
    }

    /** By another name their messages would not be found. Who only says how the log looks has those of the container. */
    @Test
    void allLoggersHaveOneName() {
        assertThat(DocReferences.sources(Path.of("src/main/java"), ".java")
                        .filter(source ->
                                source.contains("getLogger(") && !source.contains("java.util.logging.Logger")))
                .allSatisfy(source -> assertThat(source).containsPattern("\\bLOG =\\s*System\\s*\\.getLogger\\("));
    }

    @Test
    void noRowIsAboutAMessageThatIsGone() {
        List<String> messages = messages();
        assertThat(rows).doesNotHaveDuplicates().allSatisfy(row -> {
            assertThat(row.replaceAll("[^\\p{L}]", "").length()).as(row).isGreaterThanOrEqualTo(FEWEST_LETTERS);
            assertThat(messages).as(row).anyMatch(message -> isOf(row, message));
        });
    }

    @Test
    void findsThemHoweverTheyAreLogged() {
        String source = """
                private static final String LATE = "It is late." + " Go.";
                LOG.log(Level.WARNING, "One, (two), \\"{0}\\" of {1,number} isn''t", a(b, c), d);
                LOG.log(System.Logger.Level.ERROR, "posts to " + room.of(1, "+") + " failed", bug);
                LOG.log(Level.INFO, "not this");
                pace.ifPresent(held -> LOG
                        .log(isNews ? Level.WARNING : Level.DEBUG, name
                                + " came", held));
                LOG.log(level, LATE);
                LOG.log(Level.DEBUG, "nor this");
                LOG.log(Level.ERROR, failure.getMessage(), failure);
                """;
        assertThat(LogMessages.in("A.java", source))
                .extracting(Logged::message)
                .containsExactly(
                        Optional.of("One, (two), \"…\" of … isn't"),
                        Optional.of("posts to … failed"),
                        Optional.of("… came"),
                        Optional.of("It is late. Go."),
                        Optional.empty());
        assertThat(LogMessages.after("note(first,\n  \"A \" + b);", "note\\(\\s*\\w+,"))
                .containsExactly("A …");
    }
}
