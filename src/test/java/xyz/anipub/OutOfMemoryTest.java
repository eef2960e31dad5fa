package xyz.anipub;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Every way to start a server ends it when it is out of memory: half alive it is of no use to anybody. */
class OutOfMemoryTest {

    private static final String FLAG = "-XX:+ExitOnOutOfMemoryError";

    /** Of a JVM that ends so. */
    private static final int ENDED = 3;

    private static String read(String file) throws IOException {
        return Files.readString(Path.of(file));
    }

    @Test
    void theImageDoesAndSoDoNodesOfCompose() throws IOException {
        assertThat(read("Dockerfile").lines().filter(line -> line.startsWith("ENTRYPOINT")))
                .hasSize(1)
                .allSatisfy(line -> assertThat(line).contains("\"" + FLAG + "\""));
        assertThat(read("server-config/compose/compose.yaml"))
                .contains("restart: unless-stopped")
                .doesNotContain("entrypoint", "JAVA_TOOL_OPTIONS");
    }

    @Test
    void serversThatMavenStartsDo() throws IOException {
        String pom = read("pom.xml");
        assertThat(pom.split("<javaCommandLineOptions>", -1)).hasSize(2);
        assertThat(between(pom, "<javaCommandLineOptions>", "</javaCommandLineOptions>"))
                .contains("<value>" + FLAG + "</value>");
        assertThat(pom.split("<javaOpts>", -1)).hasSize(2);
        assertThat(between(pom, "<javaOpts>", "</javaOpts>")).contains("<javaOpt>" + FLAG + "</javaOpt>");
        assertThat(read("src/test/java/xyz/anipub/testing/TestServer.java")).contains("\"" + FLAG + "\"");
    }

    @Test
    void commandsOfTheDocumentationDo() throws IOException {
        List<String> commands = new ArrayList<>();
        for (DocPage page : DocPage.all()) {
            Pattern.compile("\\bjava [^\\n]*-jar ")
                    .matcher(page.text())
                    .results()
                    .forEach(command -> commands.add(command.group()));
        }
        assertThat(commands).hasSizeGreaterThan(1).allSatisfy(command -> assertThat(command)
                .contains(FLAG));
        assertThat(read("src/docs/deployment.md"))
                .contains("asadmin create-jvm-options \"" + FLAG.replace(":", "\\:") + "\"")
                .contains("JAVA_OPTS=\"$JAVA_OPTS " + FLAG + "\"");
    }

    private static String between(String text, String start, String end) {
        int from = text.indexOf(start);
        return text.substring(from, text.indexOf(end, from));
    }

    @Test
    void aProcessEndsWhoeverWouldCatchTheError() throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        FLAG,
                        "-Xmx16m",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        "target/test-classes",
                        Greedy.class.getName())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(process.waitFor()).isEqualTo(ENDED);
    }

    /** Swallows what its pool's thread throws, and would live on. */
    static final class Greedy {

        private Greedy() {}

        public static void main(String[] arguments) {
            Executors.newSingleThreadExecutor().submit(() -> {
                List<byte[]> all = new ArrayList<>();
                while (true) {
                    all.add(new byte[1 << 20]);
                }
            });
        }
    }
}
