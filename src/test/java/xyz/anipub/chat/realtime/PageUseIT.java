package xyz.anipub.chat.realtime;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import xyz.anipub.testing.Program;
import xyz.anipub.testing.SharedChat;

/**
 * What people do with the page in a real browser, whatever serves it; {@link JavaScriptIT} sees that it is served. Each file
 * has rooms and people of its own, so several run at a time: most of the time each waits for its browser.
 */
class PageUseIT {

    private static final int AT_A_TIME = 3;

    /** Those that take longest first. */
    private static final List<String> FILES = List.of(
            "scroll.test.js",
            "network.test.js",
            "access.test.js",
            "admin-page.test.js",
            "account.test.js",
            "direct.test.js",
            "moderation.test.js",
            "membership.test.js",
            "rooms.test.js",
            "messages.test.js",
            "sizes.test.js",
            "keyboard.test.js",
            "first-steps.test.js");

    /** What has begun and nobody has asked for yet. */
    private static final Map<String, CompletableFuture<List<DynamicTest>>> BEGUN = new ConcurrentHashMap<>();

    private static ExecutorService threads;

    @BeforeAll
    static void beginAll() {
        SharedChat.server();
        boolean again = threads != null;
        threads = Executors.newFixedThreadPool(AT_A_TIME, PageUseIT::daemon);
        // What is tried once more runs by itself.
        if (!again) {
            FILES.forEach(file -> BEGUN.put(
                    file,
                    CompletableFuture.supplyAsync(() -> JavaScriptIT.run(file).toList(), threads)));
        }
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "page-use");
        thread.setDaemon(true);
        return thread;
    }

    @AfterAll
    static void end() {
        threads.shutdownNow();
    }

    private static Stream<DynamicTest> run(String file) {
        CompletableFuture<List<DynamicTest>> begun = BEGUN.remove(file);
        return begun == null ? JavaScriptIT.run(file) : begun.join().stream();
    }

    @TestFactory
    Stream<DynamicTest> aStrangerFindsTheirWayByWhatStandsOnThePage() {
        return run("first-steps.test.js");
    }

    @TestFactory
    Stream<DynamicTest> messagesAreChangedAnsweredAndReactedTo() {
        return run("messages.test.js");
    }

    @TestFactory
    Stream<DynamicTest> theListOfRoomsIsLiveAndMessagesAreFound() {
        return run("rooms.test.js");
    }

    @TestFactory
    Stream<DynamicTest> roomsAreLookedAtJoinedAndLeft() {
        return run("membership.test.js");
    }

    @TestFactory
    Stream<DynamicTest> peopleWriteToEachOtherAndSeeWhoBelongsToARoom() {
        return run("direct.test.js");
    }

    @TestFactory
    Stream<DynamicTest> accountsAreLookedAfterAndEnded() {
        return run("account.test.js");
    }

    @TestFactory
    Stream<DynamicTest> adminsLookAfterTheSite() {
        return run("admin-page.test.js");
    }

    @TestFactory
    Stream<DynamicTest> theNetworkMayBeSlowOrAway() {
        return run("network.test.js");
    }

    @TestFactory
    Stream<DynamicTest> theLogStaysWhereItIsRead() {
        return run("scroll.test.js");
    }

    @TestFactory
    Stream<DynamicTest> everythingIsDoneWithoutAPointer() {
        return run("keyboard.test.js");
    }

    @TestFactory
    Stream<DynamicTest> everybodyCanUseThePage() {
        return run("access.test.js");
    }

    @TestFactory
    Stream<DynamicTest> screensMayBeSmall() {
        return run("sizes.test.js");
    }

    /** What the other files try in Chromium, part by part. */
    @TestFactory
    Stream<DynamicTest> theMainPathsAreOpenInFirefox() {
        Path firefox = Program.require("/usr/bin/firefox-esr");
        return JavaScriptIT.run("main-paths.test.js", Map.of("ANIPUB_FIREFOX", firefox.toString()));
    }
}
