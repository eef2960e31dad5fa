package xyz.anipub;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What {@code server-config/compose} names is there: files, settings, variables, services, networks, volumes. */
class ComposeTest {

    private static final Path FOLDER = Path.of("server-config/compose");

    /** Of the YAML that is written here: a mapping of two spaces for each level, whose lists of scalars are values. */
    private static final Pattern LINE = Pattern.compile("( *)([\\w<-]+):(?: (.*))?");

    private static final Pattern ITEM = Pattern.compile(" *- .*");
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{(\\w+)");

    private final String text = read(FOLDER.resolve("compose.yaml"));

    /** By path, as in {@code services.redis.image}; what has lines below it has an empty value. */
    private final Map<String, String> entries = entries(text);

    @Test
    void itsFilesAreThere() {
        assertThat(FOLDER.resolve(value("x-node.build")).resolve("Dockerfile")).exists();
        assertThat(quoted(value("services.haproxy.volumes")))
                .allSatisfy(
                        mount -> assertThat(FOLDER.resolve(mount.split(":")[0])).isRegularFile());
    }

    @Test
    void theNodesAreTheSameAndAllAreBalanced() {
        Map<String, String> balanced = below("services.haproxy.environment");
        List<String> nodes = below("services").keySet().stream()
                .filter(service -> service.startsWith("node-"))
                .toList();
        assertThat(nodes).hasSize(3).allSatisfy(node -> {
            assertThat(value("services." + node + ".<<")).isEqualTo("*node");
            assertThat(balanced)
                    .containsEntry(
                            node.replace('-', '_').toUpperCase(Locale.ROOT),
                            value("services." + node + ".networks.inside.ipv4_address") + ":8080");
        });
        assertThat(balanced).hasSameSizeAs(nodes);
        assertThat(value("x-node.environment.ANIPUB_PROXIES"))
                .isEqualTo(value("services.haproxy.networks.inside.ipv4_address"));
        assertThat(variables(read(FOLDER.resolveSibling("haproxy/haproxy.cfg"))))
                .isEqualTo(balanced.keySet());
    }

    @Test
    void theNodesAreGivenSettingsThatThereAre() {
        Set<String> settings = Pattern.compile("^\\| (.*?) \\|", Pattern.MULTILINE)
                .matcher(read(Path.of("src/docs/configuration.md")))
                .results()
                .flatMap(row ->
                        Pattern.compile("`([\\w.-]+)`").matcher(row.group(1)).results())
                .map(name -> name.group(1).replaceAll("[.-]", "_").toUpperCase(Locale.ROOT))
                .collect(toSet());
        assertThat(below("x-node.environment").keySet()).isNotEmpty().isSubsetOf(settings);
    }

    @Test
    void theExampleHasWhatItAsksOfTheEnvironment() {
        Set<String> example = Pattern.compile("^(\\w+)=", Pattern.MULTILINE)
                .matcher(read(FOLDER.resolve(".env.example")))
                .results()
                .map(name -> name.group(1))
                .collect(toSet());
        assertThat(variables(text)).isEqualTo(example);
    }

    @Test
    void itsPartsNameEachOther() {
        Set<String> services = below("services").keySet();
        entries.forEach((path, value) -> {
            String last = path.substring(path.lastIndexOf('.') + 1);
            switch (last) {
                case "depends_on" -> assertThat(services).as(path).containsAll(names(path));
                case "networks" ->
                    assertThat(below("networks").keySet()).as(path).containsAll(names(path));
                case "volumes" ->
                    assertThat(quoted(value))
                            .as(path)
                            .filteredOn(mount -> !mount.startsWith("."))
                            .allSatisfy(mount -> assertThat(below("volumes")).containsKey(mount.split(":")[0]));
                default -> {
                    // Names nothing.
                }
            }
        });
        assertThat(Pattern.compile("://(?:[^@/]*@)?([a-z]+):").matcher(text).results())
                .extracting(address -> address.group(1))
                .contains("mongo", "redis")
                .isSubsetOf(services);
    }

    private String value(String path) {
        assertThat(entries).containsKey(path);
        return entries.get(path);
    }

    /** The names in a list on one line, or of the entries below. */
    private Set<String> names(String path) {
        return entries.get(path).isEmpty()
                ? below(path).keySet()
                : Stream.of(entries.get(path).replaceAll("[\\[\\]]", "").split(", "))
                        .collect(toSet());
    }

    /** The entries one level below. */
    private Map<String, String> below(String path) {
        Map<String, String> found = new LinkedHashMap<>();
        entries.forEach((each, value) -> {
            if (each.startsWith(path + ".") && each.indexOf('.', path.length() + 1) < 0) {
                found.put(each.substring(path.length() + 1), value);
            }
        });
        return found;
    }

    private static List<String> quoted(String list) {
        return Pattern.compile("\"(.*?)\"")
                .matcher(list)
                .results()
                .map(item -> item.group(1))
                .toList();
    }

    private static Set<String> variables(String text) {
        return VARIABLE.matcher(text).results().map(name -> name.group(1)).collect(toSet());
    }

    private static Map<String, String> entries(String yaml) {
        Map<String, String> entries = new LinkedHashMap<>();
        List<String> path = new ArrayList<>();
        for (String line : yaml.lines().toList()) {
            if (line.isBlank()
                    || line.strip().startsWith("#")
                    || ITEM.matcher(line).matches()) {
                continue;
            }
            MatchResult parts = LINE.matcher(line).results().findFirst().orElseThrow();
            assertThat(parts.group())
                    .as("a line of the YAML that is written here")
                    .isEqualTo(line);
            int depth = parts.group(1).length() / 2;
            assertThat(parts.group(1).length()).as(line).isEqualTo(2 * depth);
            assertThat(depth).as(line).isLessThanOrEqualTo(path.size());
            path.subList(depth, path.size()).clear();
            path.add(parts.group(2));
            String value = parts.group(3) == null || parts.group(3).startsWith("&") ? "" : parts.group(3);
            assertThat(entries.put(String.join(".", path), value))
                    .as("twice: " + line)
                    .isNull();
        }
        return entries;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
