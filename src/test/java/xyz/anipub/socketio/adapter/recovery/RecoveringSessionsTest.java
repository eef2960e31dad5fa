package xyz.anipub.socketio.adapter.recovery;

import static org.assertj.core.api.Assertions.assertThat;
import static xyz.anipub.socketio.adapter.RecoveryOutcome.EXPIRED;
import static xyz.anipub.socketio.adapter.RecoveryOutcome.FORGOTTEN;
import static xyz.anipub.socketio.adapter.RecoveryOutcome.MALFORMED;
import static xyz.anipub.socketio.adapter.RecoveryOutcome.RECOVERED;
import static xyz.anipub.socketio.adapter.RecoveryOutcome.UNKNOWN;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import xyz.anipub.socketio.adapter.Claim;
import xyz.anipub.socketio.adapter.SessionKey;
import xyz.anipub.socketio.adapter.StoredSession;
import xyz.anipub.socketio.packet.Packet;

/** Whose state comes back. */
class RecoveringSessionsTest extends RecoveringAdapterChapter {

    @Test
    void restoresOnce() {
        join("a");
        goAway("a");
        assertThat(comeBack("a")).isEqualTo(RECOVERED);
        assertThat(comeBack("a")).isEqualTo(UNKNOWN);
        goAway("a");
        assertThat(comeBack("a")).isEqualTo(RECOVERED);
    }

    @Test
    void isClaimedOnceUntilReleased() {
        join("a");
        goAway("a");
        Claim claim = adapter.claim("pid a", Optional.empty());
        assertThat(claim.session().orElseThrow().sid()).isEqualTo("a");
        assertThat(adapter.claim("pid a", Optional.empty()).outcome()).isEqualTo(UNKNOWN);
        adapter.release(claim);
        assertThat(comeBack("a")).isEqualTo(RECOVERED);
    }

    @Test
    void replaysNothingTwice() {
        join("a");
        goAway("a");
        send("one", ALL);
        comeBack("a");
        String offset = send("two", ALL);
        goAway("a");
        send("three", ALL);
        replayed.clear();
        assertThat(comeBack("a", offset)).isEqualTo(RECOVERED);
        assertThat(replayed).containsExactly("three");
    }

    @Test
    void replaysAgainWhatTheClientHasNotGotBack() {
        join("a");
        goAway("a");
        send("one", ALL);
        comeBack("a");
        goAway("a");
        replayed.clear();
        assertThat(comeBack("a")).isEqualTo(RECOVERED);
        assertThat(replayed).containsExactly("one");
    }

    @Test
    void forgetsThoseWhoStayAwayTooLong() {
        join("a");
        goAway("a");
        timers.advance(Duration.ofMinutes(2));
        assertThat(claimAndRelease("a", null)).isEqualTo(RECOVERED);
        timers.advance(Duration.ofMillis(1));
        assertThat(comeBack("a")).isEqualTo(EXPIRED);
        timers.advance(Duration.ofSeconds(10));
        assertThat(comeBack("a")).isEqualTo(UNKNOWN);
    }

    @Test
    void keepsTheYoungestSessionsIfThereAreTooMany() {
        for (String sid : List.of("a", "b", "c")) {
            join(sid);
            goAway(sid);
        }
        assertThat(comeBack("a")).isEqualTo(UNKNOWN);
        assertThat(comeBack("b")).isEqualTo(RECOVERED);
        assertThat(comeBack("c")).isEqualTo(RECOVERED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "abcd", "abcd-1", "abcd!", "abcdzzzzzzzzzzzzzzzzzzzzzzzz"})
    void refusesWhatCannotBeAnOffset(String offset) {
        join("a");
        goAway("a");
        assertThat(comeBack("a", offset)).isEqualTo(MALFORMED);
    }

    @Test
    void refusesAnOffsetThatIsStillToCome() {
        join("a");
        String offset = send("one", ALL);
        goAway("a");
        String sign = offset.substring(0, 4);
        assertThat(comeBack("a", sign + "2")).isEqualTo(MALFORMED);
    }

    @Test
    void takesAnOffsetOfAnotherLogForNone() {
        join("a");
        send("lost", ALL);
        goAway("a");
        assertThat(comeBack("a", "????zz")).isEqualTo(RECOVERED);
        assertThat(replayed).containsExactly("lost");
    }

    @Test
    void doesNotGiveARoomBackThatTheSessionWasTakenOutOf() {
        join("a", "red", "blue");
        goAway("a");
        send("before", ALL.to(Set.of("red")));
        adapter.leaveAll(ALL.to(Set.of("a")), Set.of("red"));
        send("after", ALL.to(Set.of("red")));
        send("blue", ALL.to(Set.of("blue")));
        assertThat(comeBack("a")).isEqualTo(RECOVERED);
        assertThat(replayed).containsExactly("blue");
        assertThat(adapter.rooms("a")).containsExactlyInAnyOrder("a", "blue");
    }

    @Test
    void takesARoomEvenFromASessionThatIsBeingClaimed() {
        join("a", "red");
        goAway("a");
        Claim claim = adapter.claim("pid a", Optional.empty());
        adapter.leaveAll(ALL, Set.of("red"));
        assertThat(restore(claim, PLENTY)).isEqualTo(RECOVERED);
        assertThat(adapter.rooms("a")).containsExactly("a");
    }

    @Test
    void putsASessionIntoARoom() {
        join("a", "red");
        goAway("a");
        adapter.joinAll(ALL.to(Set.of("red")), Set.of("blue"));
        adapter.joinAll(ALL.to(Set.of("red")), Set.of("too", "many"));
        send("blue", ALL.to(Set.of("blue")));
        assertThat(comeBack("a")).isEqualTo(RECOVERED);
        assertThat(replayed).containsExactly("blue");
        assertThat(adapter.rooms("a")).containsExactlyInAnyOrder("a", "red", "blue");
    }

    @Test
    void deletesTheSessionsOfThoseItDisconnects() {
        join("a", "red");
        goAway("a");
        adapter.disconnectAll(ALL.to(Set.of("red")), true);
        assertThat(comeBack("a")).isEqualTo(UNKNOWN);
    }

    @Test
    void keepsNoSessionOfASocketThatIsDisconnectedWhileItGoes() {
        join("a");
        adapter.disconnectAll(ALL.to(Set.of("a")), false);
        goAway("a");
        assertThat(comeBack("a")).isEqualTo(UNKNOWN);
    }

    @Test
    void forgetsSelectedSessionsOnly() {
        join("a", "red");
        join("b", "blue");
        goAway("a");
        goAway("b");
        adapter.forgetSessions(ALL.to(Set.of("red")));
        assertThat(comeBack("a")).isEqualTo(UNKNOWN);
        assertThat(comeBack("b")).isEqualTo(RECOVERED);
    }

    @Test
    void forgetsThoseWhoseEndHasBegunAndKeepsTheConnected() {
        join("a");
        join("b");
        emitter.gone("a");
        adapter.forgetSessions(ALL);
        goAway("a");
        goAway("b");
        assertThat(comeBack("a")).isEqualTo(UNKNOWN);
        assertThat(comeBack("b")).isEqualTo(RECOVERED);
    }

    @Test
    void saysWhenASessionWasDeletedMeanwhile() {
        join("a");
        goAway("a");
        Claim claim = adapter.claim("pid a", Optional.empty());
        adapter.forgetSessions(ALL);
        assertThat(restore(claim, PLENTY)).isEqualTo(FORGOTTEN);
        assertThat(adapter.rooms("a")).isEmpty();
    }

    @Test
    void logsNeitherVolatileEventsNorQuestions() {
        join("a");
        goAway("a");
        adapter.broadcast(List.of(Packet.Event.of("/", "v", List.of())), ALL.asVolatile());
        assertThat(comeBack("a")).isEqualTo(RECOVERED);
        assertThat(replayed).isEmpty();
    }

    @Test
    void forgetsAllWhenNothingHappens() {
        join("a");
        send("one", ALL);
        goAway("a");
        timers.advance(Duration.ofMinutes(4));
        assertThat(timers.pending()).isZero();
    }

    @Test
    void keepsNoTimeAfterItsClose() {
        join("a");
        goAway("a");
        adapter.close();
        assertThat(timers.pending()).isZero();
    }

    @Test
    void doesNotSayTheSecret() {
        assertThat(new StoredSession("a", "secret", Map.of()).toString()).doesNotContain("secret");
        assertThat(SessionKey.of("secret").toString()).doesNotContain("secret");
    }
}
