package xyz.anipub.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/** Files for Node's test runner, each of whose tests is one here. */
public final class NodeTests {

    private static final long LIMIT_MINUTES = 10;

    private static final Set<Process> RUNNING = ConcurrentHashMap.newKeySet();

    static {
        // What nobody waits for any more.
        Runtime.getRuntime().addShutdownHook(new Thread(() -> RUNNING.forEach(NodeTests::end)));
    }

    private NodeTests() {}

    /**
     * Runs a file to its end, at most 10 minutes.
     *
     * @param folder the npm package that it belongs to
     * @param environment what it is told besides this process's own environment
     */
    public static Stream<DynamicTest> run(Path folder, String file, Map<String, String> environment) {
        List<String> lines = new ArrayList<>();
        int exit = run(folder, file, environment, lines);
        // What was measured belongs in the log of the build.
        lines.stream()
                .map(line -> line.replaceFirst("^[# ]+", ""))
                .filter(line -> line.startsWith("median "))
                .distinct()
                .forEach(System.out::println);
        return Stream.concat(
                TapResult.of(lines).stream()
                        .map(result -> DynamicTest.dynamicTest(result.name(), () -> assertThat(result.passed())
                                .as(result.details())
                                .isTrue())),
                // A file that cannot even be loaded has no results.
                Stream.of(DynamicTest.dynamicTest(
                        file + " ends well",
                        () -> assertThat(exit).as(String.join("\n", lines)).isZero())));
    }

    private static int run(Path folder, String file, Map<String, String> environment, List<String> lines) {
        ProcessBuilder builder = new ProcessBuilder("node", "--test", "--test-reporter=tap", file)
                .directory(folder.toFile())
                .redirectErrorStream(true);
        builder.environment().putAll(environment);
        try {
            Process node = builder.start();
            RUNNING.add(node);
            // Sockets that a failed test has left open keep it alive.
            CompletableFuture.delayedExecutor(LIMIT_MINUTES, TimeUnit.MINUTES).execute(() -> end(node));
            try (BufferedReader output = node.inputReader()) {
                output.lines().forEach(lines::add);
            } finally {
                end(node);
                RUNNING.remove(node);
            }
            return node.waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static void end(Process node) {
        node.descendants().forEach(ProcessHandle::destroy);
        node.destroy();
    }
}
