package xyz.anipub;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the image's build and its user rely on, as no test has an engine that builds it. */
class DockerfileTest {

    private static final String MAVEN = "mvn ";

    /** One instruction a line. */
    private final List<String> instructions = read("Dockerfile")
            .replaceAll("(?m)^#.*\n", "")
            .replaceAll("\\\\\n\\s*", "")
            .lines()
            .filter(line -> !line.isBlank())
            .toList();

    private final List<String> copied = instructions.stream()
            .filter(line -> line.startsWith("COPY ") && !line.startsWith("COPY --from"))
            .flatMap(line -> {
                String[] words = line.split(" ");
                return Stream.of(words).skip(1).limit(words.length - 2L);
            })
            .toList();

    @Test
    void whatTheBuildNeedsIsFetchedBeforeTheSourcesComeIn() {
        List<String> builds = instructions.stream()
                .filter(line -> line.startsWith("RUN ") && line.contains(MAVEN + "-"))
                .toList();
        assertThat(builds).hasSize(2);
        int sources = instructions.indexOf("COPY src/main src/main");
        assertThat(instructions.indexOf(builds.get(0))).isBetween(0, sources);
        assertThat(instructions.indexOf("RUN cd src/main/frontend && npm ci --omit=dev --no-audit --no-fund"))
                .isBetween(0, sources);
        assertThat(instructions.indexOf(builds.get(1))).isGreaterThan(sources);
        assertThat(instructions.subList(0, sources)).noneMatch(line -> line.startsWith("COPY . "));

        assertThat(builds.get(1)).startsWith("RUN npm_config_offline=true mvn -o ");
        assertThat(goals(builds.get(0))).as("fetches what the other one uses").isEqualTo(goals(builds.get(1)));
    }

    private static String goals(String build) {
        return build.substring(build.indexOf(MAVEN) + MAVEN.length())
                .replaceAll("-o |-ntp |-Dexec\\.skip | && rm -rf target", "");
    }

    @Test
    void whatItCopiesIsThereAndNotIgnored() {
        List<String> let = read(".dockerignore")
                .lines()
                .filter(line -> line.startsWith("!"))
                .map(line -> line.substring(1))
                .toList();
        assertThat(copied).isNotEmpty().allSatisfy(file -> {
            assertThat(Path.of(file)).exists();
            assertThat(let).anyMatch(each -> Path.of(file).startsWith(each));
        });
    }

    @Test
    void theServerIsNoRootAndMayBeReadOnly() {
        List<String> last = instructions.subList(instructions.lastIndexOf("FROM java"), instructions.size());
        assertThat(last).contains("USER anipub").noneMatch(line -> line.startsWith("RUN "));
        assertThat(last.stream().filter(line -> line.startsWith("HEALTHCHECK ")))
                .hasSize(1);
        assertThat(read("server-config/compose/compose.yaml"))
                .containsSubsequence("x-node: &node", "read_only: true", "tmpfs: [/tmp, /data]", "services:");
        assertThat(read("src/docs/deployment.md"))
                .contains("docker run --read-only --tmpfs /tmp -v anipub-data:/data ");
    }

    private static String read(String file) {
        try {
            return Files.readString(Path.of(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
