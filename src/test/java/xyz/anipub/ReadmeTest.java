package xyz.anipub;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The README is one page, and its test commands are those of the CI. */
class ReadmeTest {

    private static final int MAX_LINES = 150;
    private static final DocPage README = DocPage.of("README.md");

    @Test
    void isOnePage() {
        assertThat(README.text().lines()).hasSizeLessThanOrEqualTo(MAX_LINES);
    }

    /** The first screen is enough to start. */
    @Test
    void beginsWithHowToRunIt() {
        assertThat(README.text().lines().limit(24)).contains("mvn package payara-micro:start");
    }

    @Test
    void theContinuousIntegrationRunsItsTestCommands() {
        String text = README.text();
        String section = text.substring(text.indexOf("\n## Test\n"), text.indexOf("\n## Where things are\n"));
        List<String> commands = new DocPage(README.path(), section)
                .blocks("").stream().flatMap(String::lines).toList();
        List<String> run = DocReferences.read(Path.of(".ci/run"))
                .lines()
                .filter(line -> line.startsWith("part "))
                .map(line -> line.substring("part ".length()).replace("mvn -B ", "mvn "))
                .toList();
        assertThat(run).isNotEmpty().isEqualTo(commands);
    }
}
