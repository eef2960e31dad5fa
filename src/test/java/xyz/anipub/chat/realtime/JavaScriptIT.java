package xyz.anipub.chat.realtime;

import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import xyz.anipub.testing.NodeTests;
import xyz.anipub.testing.SharedChat;

/** The JavaScript clients and the pages in a real browser; each test of Node's runner is one here. */
class JavaScriptIT {

    static final Path FRONTEND = Path.of("src/main/frontend");
    static final Path PICTURES =
            Path.of(System.getProperty("anipub.build", "target"), "screenshots").toAbsolutePath();

    @TestFactory
    Stream<DynamicTest> theStockClientChats() {
        return run("clients.test.js");
    }

    @TestFactory
    Stream<DynamicTest> theStockClientComesBackAfterALostConnection() {
        return run("recovery.test.js");
    }

    @TestFactory
    Stream<DynamicTest> thePageWorksInABrowser() {
        return run("page.test.js");
    }

    @TestFactory
    Stream<DynamicTest> theGuidesPageWorksUnchanged() {
        return run("guide-page.test.js");
    }

    static Stream<DynamicTest> run(String file) {
        return NodeTests.run(
                FRONTEND,
                "e2e/" + file,
                Map.of(
                        "ANIPUB_URL", SharedChat.server().uri().toString(),
                        "ANIPUB_SCREENSHOTS", PICTURES.toString()));
    }
}
