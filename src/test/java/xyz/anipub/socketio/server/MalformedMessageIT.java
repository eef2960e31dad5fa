package xyz.anipub.socketio.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Protocol section 3.2: what is no packet closes the connection, with the reason {@code forced close}. */
class MalformedMessageIT {

    private final Watcher watcher = new Watcher();
    private final SuitePeer peer = SuitePeer.open();
    private String sid;

    @BeforeEach
    void join() {
        sid = peer.join();
    }

    @AfterEach
    void close() {
        watcher.close();
        peer.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "7", "999", "abc", "-1", "\"0\""})
    void refusesAnUnknownType(String packet) {
        assertRefused(packet);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0/admin,\"invalid\"",
                "0[]",
                "1/admin,{}",
                "2/admin,\"invalid",
                "2/admin,{}",
                "2{}",
                "42[\"some\",\"data\"",
                "2[\"some\",\"data\"",
                "2abc[\"x\"]",
                "2[\"x\"]garbage",
                "3{}",
                "3\"x\"",
                "41",
                "4[]"
            })
    void refusesAPayloadThatDoesNotFitItsType(String packet) {
        assertRefused(packet);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2", "2[]", "2[{\"toString\":\"foo\"}]", "2[true,\"foo\"]", "2[null,\"bar\"]", "2[[]]"})
    void refusesAnEventWithoutAName(String packet) {
        assertRefused(packet);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2[\"connect\"]",
                "2[\"connect_error\"]",
                "2[\"disconnect\",\"123\"]",
                "2[\"disconnecting\"]",
                "2[\"newListener\"]",
                "2[\"removeListener\"]"
            })
    void refusesAReservedName(String packet) {
        assertRefused(packet);
    }

    @ParameterizedTest
    @ValueSource(strings = {"5", "51", "5a-", "51.23-", "5-[\"message\"]", "6", "61[]", "5-1-[\"message\"]"})
    void refusesACountThatIsNone(String packet) {
        assertRefused(packet);
    }

    @ParameterizedTest
    @ValueSource(strings = {"511-[\"message\"]", "611-0[]", "599999999999999999999-[\"message\"]"})
    void refusesMoreThanTenAttachments(String packet) {
        assertRefused(packet);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "-1", "0.5", "\"0\"", "null", "99999999999"})
    void refusesAPlaceholderOfNoAttachment(String number) {
        peer.say("51-[\"message\",{\"_placeholder\":true,\"num\":" + number + "}]")
                .say(1);

        assertForcedClose();
    }

    @Test
    void refusesTextWhereAnAttachmentIsMissing() {
        peer.say("51-[\"message\",{\"_placeholder\":true,\"num\":0}]");

        assertRefused("2[\"message\",\"x\"]");
    }

    @Test
    void refusesAnAttachmentThatNothingAnnounced() {
        peer.say(1, 2, 3);

        assertForcedClose();
    }

    @Test
    void refusesAnAttachmentAfterTheLast() {
        peer.say("51-[\"message\",{\"_placeholder\":true,\"num\":0}]").say(1).say(2);

        assertForcedClose();
    }

    @Test
    void takesWithItTheConnectionsOtherNamespaces() {
        peer.join("/custom");

        assertRefused("2/custom,{}");
    }

    @Test
    void refusesByPollingToo() {
        PollingPeer polling = new PollingPeer();
        polling.say("0");
        String pollingSid = SuitePeer.sidOf(polling.hear());
        polling.hear();
        polling.say("abc");

        assertThat(watcher.reasonOf(pollingSid)).isEqualTo("forced close");
    }

    private void assertRefused(String packet) {
        peer.say(packet);
        assertForcedClose();
    }

    private void assertForcedClose() {
        assertThat(watcher.reasonOf(sid)).isEqualTo("forced close");
        peer.assertClosed();
    }
}
