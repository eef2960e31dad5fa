package xyz.anipub.conformance;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import xyz.anipub.testing.NodeTests;
import xyz.anipub.testing.TestServer;

/** The cases of the official conformance suites, as the specification tells them, against the WAR made for them. */
class ConformanceIT {

    @TestFactory
    Stream<DynamicTest> engineIo4() {
        return run("engine-v4.test.js", RunningConformance.at(""));
    }

    @TestFactory
    Stream<DynamicTest> engineIo3() {
        try (TestServer older = ConformanceServer.start(0, true)) {
            return run("engine-v3.test.js", older.uri());
        }
    }

    @TestFactory
    Stream<DynamicTest> socketIo5() {
        return run("socket-v5.test.js", RunningConformance.at(""));
    }

    private static Stream<DynamicTest> run(String file, URI server) {
        return NodeTests.run(
                Path.of("src/test/clients"), "conformance/" + file, Map.of("CONFORMANCE_URL", server.toString()));
    }
}
