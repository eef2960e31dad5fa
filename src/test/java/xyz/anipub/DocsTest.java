package xyz.anipub;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the documentation names is there: links, commands, files, settings, classes; and its examples are code of the tests. */
class DocsTest {

    private static final DocReferences REFERENCES = new DocReferences();
    private static final Path PROGRAM = Path.of("src/main/java/xyz/anipub");

    /** Of the platform. */
    private static final Set<String> NOT_OURS = Set.of("AsyncContext");

    static List<DocPage> all() {
        return DocPage.all();
    }

    static List<DocPage> readers() {
        return DocPage.readers();
    }

    @ParameterizedTest
    @MethodSource("all")
    void linksLeadSomewhere(DocPage page) {
        assertThat(page.brokenLinks()).isEmpty();
    }

    @Test
    void noticesLinksThatDoNot(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("there.md"), "# A user's *guide*\n\n```\n# no heading\n```\n");
        String text = """
                # Once
                [file](there.md), [anchor](there.md#a-users-guide), [here](#once), [outside](https://example.org/x)
                [1](gone.md), [2](there.md#no-heading), [3](#twice), [on two
                lines](gone.md#once) `[no link](gone2.md)`
                """;
        assertThat(new DocPage(folder.resolve("page.md"), text).brokenLinks())
                .containsExactly("gone.md", "there.md#no-heading", "#twice", "gone.md#once");
    }

    @ParameterizedTest
    @MethodSource("readers")
    void whatCodeNamesIsThere(DocPage page) {
        assertThat(page.code())
                .allSatisfy(
                        code -> assertThat(REFERENCES.unknown(code)).as(code).isEmpty());
    }

    @Test
    void noticesWhatIsNotThere() {
        String text = """
                ```
                mvn -Pbench,gone verify -Dbench.quick=true -Dgone.quick=true   # on Payara
                mvn package payara-micro:start gone-micro:start \\
                  compiled
                mvn verify -Dtest=None -Dit.test='ChaosIT,Gone*IT' && npm run conformance && npm run gone
                node --test e2e/messages.test.js e2e/gone.test.js
                ```
                `src/main/frontend`, `src/main/backend`, `anipub.data`, `anipub.dat`, `anipub.auth.…`, `-Danipub.gone=1`
                `ANIPUB_DATA`, `MONGODB_URI`, `ANIPUB_%s`
                """.formatted("GONE");
        List<String> unknown = new ArrayList<>();
        new DocPage(Path.of("page.md"), text).code().forEach(code -> unknown.addAll(REFERENCES.unknown(code)));
        assertThat(unknown)
                .containsExactlyInAnyOrder(
                        "profile gone",
                        "property gone.quick",
                        "goal gone-micro:start",
                        "goal compiled",
                        "test Gone*IT",
                        "script gone",
                        "file e2e/gone.test.js",
                        "file src/main/backend",
                        "variable ANIPUB_" + "GONE",
                        "setting anipub.dat",
                        "property anipub.gone");
    }

    @Test
    void theTablesHaveTheSettingsOfTheProgram() {
        assertThat(REFERENCES.missingSettings()).isEmpty();
        assertThat(REFERENCES.superfluousSettings()).isEmpty();
        assertThat(DocReferences.settings()).hasSizeGreaterThan(100);
    }

    /** Classes, methods of them, and packages. */
    @Test
    void whatDevelopersAreSentToIsThere() {
        Pattern type = Pattern.compile("[A-Z]\\w*[a-z]\\w*(\\.[a-z]\\w*)?");
        List<String> named = DocPage.of("src/docs/development.md").spans().stream()
                .filter(span -> type.matcher(span).matches() && !NOT_OURS.contains(span))
                .toList();
        assertThat(named)
                .hasSizeGreaterThan(50)
                .allSatisfy(name -> assertThat(REFERENCES.isCode(name)).as(name).isTrue());
        assertThat(REFERENCES.isCode("Session.fly")).isFalse();

        Pattern lifted = Pattern.compile("(?:peer|engineio|socketio)(?:\\.[a-z]+)*");
        List<String> packages = DocPage.of("src/docs/library.md").spans().stream()
                .filter(span -> lifted.matcher(span).matches())
                .toList();
        assertThat(packages).hasSizeGreaterThan(5).allSatisfy(name -> assertThat(
                        PROGRAM.resolve(name.replace('.', '/')))
                .isDirectory());
    }

    @Test
    void theTableHasThePackagesOfTheFirstLevel() throws IOException {
        Set<String> rows = Pattern.compile("^\\| `([a-z]+)` \\|", Pattern.MULTILINE)
                .matcher(DocPage.of("src/docs/development.md").text())
                .results()
                .map(row -> row.group(1))
                .collect(toSet());
        try (Stream<Path> folders = Files.list(PROGRAM)) {
            assertThat(folders.filter(Files::isDirectory)
                            .map(folder -> folder.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(rows);
        }
    }

    @Test
    void decisionRecordsAreListed() throws IOException {
        String page = DocPage.of("src/docs/development.md").text();
        try (Stream<Path> records = Files.list(Path.of("src/adr"))) {
            assertThat(records).allSatisfy(file -> assertThat(page).contains("../adr/" + file.getFileName() + ")"));
        }
    }

    /** {@code LiftOutIT} runs them. */
    @Test
    void showsCodeOfTheExamples() {
        List<String> examples = DocReferences.sources(Path.of("src/test/java/org/example/chat"), ".java")
                .map(DocsTest::onOneLine)
                .toList();
        List<String> shown = DocPage.of("src/docs/library.md").blocks("java").stream()
                .map(DocsTest::onOneLine)
                .toList();

        assertThat(shown).hasSizeGreaterThan(1).allSatisfy(block -> assertThat(examples)
                .anySatisfy(example -> assertThat(example).contains(block)));
        assertThat(shown).filteredOn(examples::contains).as("whole files").hasSize(2);
    }

    /** Lines may be broken elsewhere. */
    private static String onOneLine(String code) {
        return code.strip().replaceAll("\\s+", " ");
    }
}
