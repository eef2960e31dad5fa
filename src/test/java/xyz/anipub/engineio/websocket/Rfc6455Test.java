package xyz.anipub.engineio.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The table of the RFC's sentences names tests that are there. */
class Rfc6455Test {

    private static final Path TABLE = Path.of("src/test/java/xyz/anipub/engineio/websocket/rfc6455.md");
    private static final Pattern NAMED = Pattern.compile("`(\\w+)\\.(\\w+)`");
    private static final Set<String> OTHERS = Set.of("the client", "an intermediary", "no extension", "the carrier");

    @Test
    void eachSentenceHasATestOrBindsOthers() throws IOException {
        List<String> rows = Files.readAllLines(TABLE).stream()
                .filter(line -> line.matches("\\| [5-8].*"))
                .toList();

        assertThat(rows).isNotEmpty().allSatisfy(row -> {
            String[] cells = row.split("\\|");
            assertThat(cells[2]).containsAnyOf("MUST", "SHOULD", "must", "should");
            assertThat(cells[3].split(","))
                    .allMatch(cell -> NAMED.matcher(cell.strip()).matches() || OTHERS.contains(cell.strip()));
        });
    }

    @Test
    void eachTestIsThere() throws IOException {
        Set<MatchResult> named =
                NAMED.matcher(Files.readString(TABLE)).results().collect(Collectors.toSet());

        assertThat(named).isNotEmpty().allSatisfy(name -> assertThat(tests(name.group(1)))
                .contains(name.group(2)));
    }

    /** Of this package, or of the transports that use it. */
    private static Stream<String> tests(String type) throws ClassNotFoundException {
        boolean here = Files.exists(TABLE.resolveSibling(type + ".java"));
        String name = here ? Rfc6455Test.class.getPackageName() : "xyz.anipub.engineio.transport.websocket";
        return Arrays.stream(Class.forName(name + "." + type).getDeclaredMethods())
                .filter(method -> method.getAnnotations().length > 0)
                .map(Method::getName);
    }
}
