package xyz.anipub.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LogContextTest {

    @BeforeEach
    void keep() {
        LogContext.keep(true);
    }

    @AfterEach
    void keepNoMore() {
        LogContext.keep(false);
    }

    @Test
    void namesWhatIsKnownWithinItsScopeAlone() {
        LogContext.Scope packet = LogContext.ofSession("s");
        LogContext.addUser("u");
        LogContext.addRoom("r");
        assertThat(LogContext.ids()).isEqualTo(Map.of("session", LogContext.tag("s"), "user", "u", "room", "r"));
        LogContext.Scope turn = LogContext.ofRoom("other");
        assertThat(LogContext.ids()).isEqualTo(Map.of("room", "other"));
        turn.end();
        assertThat(LogContext.ids()).containsEntry("session", LogContext.tag("s"));
        packet.end();
        assertThat(LogContext.ids()).isEmpty();
    }

    @Test
    void aSessionIsNamedByADigestOfItsId() {
        assertThat(LogContext.tag("abc")).isEqualTo("ba7816bf");
    }

    @Test
    void aRequestBeginsWithNothing() {
        LogContext.Scope request = LogContext.ofRequest();
        assertThat(LogContext.ids()).isEmpty();
        LogContext.addUser("u");
        assertThat(LogContext.ids()).isEqualTo(Map.of("user", "u"));
        request.end();
    }

    @Test
    void nothingIsAddedWithoutAScope() {
        LogContext.addUser("u");
        LogContext.addRoom("r");

        assertThat(LogContext.ids()).isEmpty();
    }

    @Test
    void keepsNothingThatNobodyWants() {
        LogContext.keep(false);
        LogContext.Scope packet = LogContext.ofSession("s");
        LogContext.addUser("u");
        assertThat(LogContext.ids()).isEmpty();
        packet.end();
    }
}
