package xyz.anipub.chat.realtime;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What people do with the page in a real browser, whatever serves it; {@link JavaScriptIT} sees that it is served. */
class PageUseIT {

    @TestFactory
    Stream<DynamicTest> aStrangerFindsTheirWayByWhatStandsOnThePage() {
        return JavaScriptIT.run("first-steps.test.js");
    }

    @TestFactory
    Stream<DynamicTest> messagesAreChangedAnsweredAndReactedTo() {
        return JavaScriptIT.run("messages.test.js");
    }

    @TestFactory
    Stream<DynamicTest> theListOfRoomsIsLiveAndMessagesAreFound() {
        return JavaScriptIT.run("rooms.test.js");
    }

    @TestFactory
    Stream<DynamicTest> theNetworkMayBeSlowOrAway() {
        return JavaScriptIT.run("network.test.js");
    }

    @TestFactory
    Stream<DynamicTest> theLogStaysWhereItIsRead() {
        return JavaScriptIT.run("scroll.test.js");
    }

    @TestFactory
    Stream<DynamicTest> everythingIsDoneWithoutAPointer() {
        return JavaScriptIT.run("keyboard.test.js");
    }

    @TestFactory
    Stream<DynamicTest> everybodyCanUseThePage() {
        return JavaScriptIT.run("access.test.js");
    }
}
