package xyz.anipub.engineio.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** RFC 6455 sections 5.5.1, 7.1.1, 7.1.2 and 7.1.7. */
class ClosingHandshakeTest {

    private final ClosingHandshake closing = new ClosingHandshake();

    @Test
    void isOpenAtFirst() {
        assertThat(closing.isSent()).isFalse();
        assertThat(closing.isOver()).isFalse();
    }

    @Test
    void awaitsThePeersAnswer() {
        assertThat(closing.begin(1001, "bye")).hasValue(FrameEncoder.close(1001, "bye"));
        assertThat(closing.isSent()).isTrue();
        assertThat(closing.isOver()).isFalse();

        assertThat(closing.received(1001)).isEmpty();
        assertThat(closing.isOver()).isTrue();
    }

    @Test
    void answersThePeerWithItsCode() {
        assertThat(closing.received(4000)).hasValue(FrameEncoder.close(4000, ""));
        assertThat(closing.isSent()).isTrue();
        assertThat(closing.isOver()).isTrue();
    }

    @Test
    void answersWithoutACodeWhereThereWasNone() {
        assertThat(closing.received(CloseCode.NO_STATUS)).hasValue(new byte[] {(byte) 0x88, 0});
    }

    @Test
    void awaitsNoAnswerFromWhoBrokeTheProtocol() {
        assertThat(closing.fail(new ProtocolViolationException(1007, "text that is no UTF-8")))
                .hasValue(FrameEncoder.close(1007, "text that is no UTF-8"));
        assertThat(closing.isOver()).isTrue();
    }

    @Test
    void sendsOneCloseFrameWhateverHappens() {
        closing.begin(1000, "");

        assertThat(closing.begin(1001, "")).isEmpty();
        assertThat(closing.fail(new ProtocolViolationException(1002, "reserved bit")))
                .isEmpty();
        assertThat(closing.received(1000)).isEmpty();
        assertThat(closing.isOver()).isTrue();
    }

    @Test
    void isNotBegunWhenItIsOver() {
        closing.received(1000);

        assertThat(closing.begin(1001, "")).isEmpty();
    }

    @Test
    void letsNothingBeSentBehindItsCloseFrame() {
        EchoPeer peer = new EchoPeer();
        peer.receive(ClientFrame.text("before").bytes());
        peer.close(1001);

        peer.receive(ClientFrame.text("after").bytes());
        peer.receive(ClientFrame.ping("").bytes());
        peer.receive(ClientFrame.close(1001, "").bytes());

        assertThat(peer.answers()).containsExactly("text before", "close 1001", "end");
    }
}
