package xyz.anipub.chat.realtime;

import java.nio.file.Path;
import java.util.HashMap;
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
        return run(file, Map.of());
    }

    /** @param more what the file is told besides where the chat is and where pictures go */
    static Stream<DynamicTest> run(String file, Map<String, String> more) {
        Map<String, String> environment = new HashMap<>(more);
        environment.put("ANIPUB_URL", SharedChat.server().uri().toString());
        environment.put("ANIPUB_SCREENSHOTS", PICTURES.toString());
        environment.put("ANIPUB_ADMIN_TOKEN", SharedChat.admin().token());
        return NodeTests.run(FRONTEND, "e2e/" + file, environment);
    }
}
