package xyz.anipub.chat.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import xyz.anipub.testing.SharedChat;

/** The JavaScript clients and the pages in a real browser; each test of Node's runner is one here. */
class JavaScriptIT {

    private static final Path FRONTEND = Path.of("src/main/frontend");
    private static final Path PICTURES =
            Path.of(System.getProperty("anipub.build", "target"), "screenshots").toAbsolutePath();

    @TestFactory
    Stream<DynamicTest> theStockClientChats() throws IOException, InterruptedException {
        return run("clients.test.js");
    }

    @TestFactory
    Stream<DynamicTest> thePageWorksInABrowser() throws IOException, InterruptedException {
        return run("page.test.js");
    }

    @TestFactory
    Stream<DynamicTest> theGuidesPageWorksUnchanged() throws IOException, InterruptedException {
        return run("guide-page.test.js");
    }

    private static Stream<DynamicTest> run(String file) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder("node", "--test", "--test-reporter=tap", "e2e/" + file)
                .directory(FRONTEND.toFile())
                .redirectErrorStream(true);
        builder.environment().put("ANIPUB_URL", SharedChat.server().uri().toString());
        builder.environment().put("ANIPUB_SCREENSHOTS", PICTURES.toString());
        Process node = builder.start();
        List<String> lines = new ArrayList<>();
        try (BufferedReader output = node.inputReader()) {
            output.lines().forEach(lines::add);
        } finally {
            node.destroy();
        }
        int exit = node.waitFor();
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
}
