package xyz.anipub.engineio.session;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SessionStateTest {

    private final SessionState state = new SessionState(true);

    @Test
    void isOpenAtFirst() {
        assertThat(state.isOpen()).isTrue();
        assertThat(state.isClosing()).isFalse();
        assertThat(state.isClosed()).isFalse();
    }

    @Test
    void beginsToCloseOnce() {
        assertThat(state.beginClosing()).isTrue();
        assertThat(state.beginClosing()).isFalse();
        assertThat(state.isOpen()).isFalse();
        assertThat(state.isClosing()).isTrue();
    }

    @Test
    void closesOnceFromOpenAndFromClosing() {
        assertThat(state.close()).isTrue();
        assertThat(state.close()).isFalse();
        assertThat(state.beginClosing()).isFalse();
        assertThat(state.isClosed()).isTrue();

        SessionState closing = new SessionState(true);
        closing.beginClosing();
        assertThat(closing.close()).isTrue();
        assertThat(closing.isClosing()).isFalse();
    }

    @Test
    void upgradesOnce() {
        assertThat(state.finishUpgrade()).isFalse();
        assertThat(state.beginUpgrade()).isTrue();
        assertThat(state.beginUpgrade()).isFalse();
        assertThat(state.finishUpgrade()).isTrue();
        assertThat(state.finishUpgrade()).isFalse();
        assertThat(state.beginUpgrade()).isFalse();
        assertThat(state.cancelUpgrade()).isFalse();
    }

    @Test
    void upgradesAfterACancelledAttempt() {
        assertThat(state.cancelUpgrade()).isFalse();
        state.beginUpgrade();
        assertThat(state.cancelUpgrade()).isTrue();

        assertThat(state.beginUpgrade()).isTrue();
    }

    @Test
    void beginsNoUpgradeUnlessOpenAndFinishesItUnlessClosed() {
        state.beginUpgrade();
        state.beginClosing();
        assertThat(state.finishUpgrade()).isTrue();

        SessionState closing = new SessionState(true);
        closing.beginClosing();
        assertThat(closing.beginUpgrade()).isFalse();

        SessionState closed = new SessionState(true);
        closed.beginUpgrade();
        closed.close();
        assertThat(closed.finishUpgrade()).isFalse();
    }

    @Test
    void neverUpgradesWhatStartedOnAWebSocket() {
        assertThat(new SessionState(false).beginUpgrade()).isFalse();
    }
}
