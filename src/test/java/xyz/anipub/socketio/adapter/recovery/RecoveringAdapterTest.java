package xyz.anipub.socketio.adapter.recovery;

import static org.assertj.core.api.Assertions.assertThat;
import static xyz.anipub.socketio.adapter.RecoveryOutcome.RECOVERED;
import static xyz.anipub.socketio.adapter.RecoveryOutcome.TOO_MUCH;
import static xyz.anipub.socketio.adapter.RecoveryOutcome.TRIMMED;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import xyz.anipub.socketio.adapter.EventFlags;
import xyz.anipub.socketio.adapter.ReplayBound;
import xyz.anipub.socketio.packet.Packet;

/** What is replayed. */
class RecoveringAdapterTest extends RecoveringAdapterChapter {

    @Test
    void replaysWhatWasSentMeanwhileInOrder() {
        join("a", "red");
        String offset = send("one", ALL);
        goAway("a");
        send("two", ALL.to(Set.of("red")));
        send("three", ALL);
        send("blue", ALL.to(Set.of("blue")));
        send("own", ALL.to(Set.of("a")));

        assertThat(comeBack("a", offset)).isEqualTo(RECOVERED);
        assertThat(replayed).containsExactly("two", "three", "own");
        assertThat(adapter.rooms("a")).containsExactlyInAnyOrder("a", "red");
    }

    @Test
    void replaysWhatGotLostBeforeTheEnd() {
        join("a");
        String offset = send("got", ALL);
        send("lost", ALL);
        goAway("a");
        assertThat(comeBack("a", offset)).isEqualTo(RECOVERED);
        assertThat(replayed).containsExactly("lost");
    }

    @Test
    void leavesOutWhatWasNotForTheSession() {
        join("a", "red");
        goAway("a");
        send("not red", ALL.except(Set.of("red")));
        send("not a", ALL.to(Set.of("red")).except(Set.of("a")));
        send("b's", ALL.to(Set.of("b")));
        send("for a", ALL.except(Set.of("blue")));
        assertThat(comeBack("a")).isEqualTo(RECOVERED);
        assertThat(replayed).containsExactly("for a");
    }

    @Test
    void needsNoOffsetOfAClientThatHasGotNothing() {
        join("b");
        send("before", ALL);
        join("a");
        send("lost", ALL);
        goAway("a");
        send("missed", ALL);
        assertThat(comeBack("a")).isEqualTo(RECOVERED);
        assertThat(replayed).containsExactly("lost", "missed");
    }

    @Test
    void doesNotShowWhatWasSentBeforeARoomWasJoined() {
        join("a");
        String first = send("first", ALL);
        join("b", "red");
        send("secret", ALL.to(Set.of("red")));
        adapter.join("a", Set.of("red"));
        send("open", ALL.to(Set.of("red")));
        goAway("a");
        comeBack("a", first);
        assertThat(replayed).containsExactly("open");
    }

    @Test
    void recoversAnIdleClientWhoseOffsetWasTrimmedLongAgo() {
        join("a");
        join("b", "busy");
        String offset = send("last for a", ALL);
        for (int i = 0; i < 20; i++) {
            send("b" + i, ALL.to(Set.of("busy")));
        }
        timers.advance(Duration.ofHours(1));
        goAway("a");
        send("missed", ALL);
        assertThat(comeBack("a", offset)).isEqualTo(RECOVERED);
        assertThat(replayed).containsExactly("missed");
    }

    @Test
    void recoversAnIdleClientThatNeverGotAnything() {
        join("a");
        join("b");
        for (int i = 0; i < 20; i++) {
            send("b" + i, ALL.to(Set.of("b")));
        }
        goAway("a");
        assertThat(comeBack("a")).isEqualTo(RECOVERED);
        assertThat(replayed).isEmpty();
    }

    @Test
    void doesNotReplayWhatIsToBeSaidNoMore() {
        join("a");
        String offset = send("got", ALL);
        goAway("a");
        send("bad", ALL);
        answer("a", "own bad");
        send("good", ALL);
        adapter.retract(text -> text.endsWith("bad"), true);
        send("later bad", ALL);
        assertThat(comeBack("a", offset)).isEqualTo(RECOVERED);
        assertThat(replayed).containsExactly("good", "later bad");
    }

    @Test
    void saysWhenWhatWasMissedIsGone() {
        join("a");
        String offset = send("got", ALL);
        goAway("a");
        for (int i = 0; i < 6; i++) {
            send("m" + i, ALL);
        }
        assertThat(comeBack("a", offset)).isEqualTo(TRIMMED);
        assertThat(adapter.rooms("a")).isEmpty();
    }

    @Test
    void saysWhenALostEventIsGone() {
        join("a");
        join("b");
        String offset = send("got", ALL);
        send("lost", ALL);
        for (int i = 0; i < 6; i++) {
            send("b" + i, ALL.to(Set.of("b")));
        }
        goAway("a");
        assertThat(comeBack("a", offset)).isEqualTo(TRIMMED);
    }

    @Test
    void keepsAsManyBytesAsItMay() {
        join("a");
        goAway("a");
        send("x".repeat(15), ALL);
        assertThat(adapter.claim("pid a", Optional.empty()).outcome()).isEqualTo(RECOVERED);
        adapter.release(adapter.claim("pid a", Optional.empty()));
        send("x".repeat(6), ALL);
        join("b");
        goAway("b");
        assertThat(comeBack("b")).isEqualTo(RECOVERED);
        assertThat(replayed).isEmpty();
    }

    @Test
    void keepsWhatIsForOneSocketOutOfTheWayOfWhatIsForMany() {
        join("a");
        join("b");
        String offset = send("got", ALL);
        send("one", ALL);
        for (int i = 0; i < 100; i++) {
            adapter.send("b", Packet.Event.of("/", "b" + i, List.of()), EventFlags.usual());
        }
        goAway("a");
        assertThat(comeBack("a", offset)).isEqualTo(RECOVERED);
        assertThat(replayed).containsExactly("one");
    }

    @Test
    void knowsWhatOneSocketHasPushedOutOfItsShare() {
        join("a");
        join("b");
        answer("a", "a0");
        answer("b", "b0");
        String offset = answer("b", "b1");
        answer("b", "b2");
        answer("b", "b3");
        goAway("b");
        goAway("a");

        assertThat(claimAndRelease("b", offset)).isEqualTo(TRIMMED);
        assertThat(comeBack("a")).isEqualTo(RECOVERED);
        assertThat(replayed).containsExactly("a0");
    }

    @Test
    void bringsWhatWasForOneSocketInItsOrder() {
        join("a");
        join("b", "a");
        String offset = send("got", ALL);
        send("one", ALL);
        answer("a", "own");
        send("two", ALL);
        goAway("a");
        goAway("b");
        assertThat(comeBack("a", offset)).isEqualTo(RECOVERED);
        assertThat(comeBack("b", offset)).isEqualTo(RECOVERED);
        assertThat(replayed).containsExactly("one", "own", "two", "one", "two");
    }

    @Test
    void givesWhatIsForSingleSocketsHalfOfTheLog() {
        String[] sids = {"a", "b", "c"};
        for (String sid : sids) {
            join(sid);
        }
        String offset = send("got", ALL);
        for (String sid : sids) {
            answer(sid, sid);
        }
        send("one", ALL);
        send("two", ALL);
        goAway("a");
        goAway("c");
        assertThat(claimAndRelease("a", offset)).isEqualTo(TRIMMED);
        assertThat(comeBack("c", offset)).isEqualTo(RECOVERED);
        assertThat(replayed).containsExactly("c", "one", "two");
    }

    @Test
    void keepsWhatASocketMissesThatHasGoneThisMoment() {
        join("a");
        String offset = send("got", ALL);
        goAway("a");
        answer("a", "late");
        assertThat(comeBack("a", offset)).isEqualTo(RECOVERED);
        assertThat(replayed).containsExactly("late");
    }

    @Test
    void keepsEventsForATime() {
        join("a");
        String offset = send("got", ALL);
        send("lost", ALL);
        timers.advance(Duration.ofSeconds(100));
        goAway("a");
        timers.advance(Duration.ofSeconds(79));
        assertThat(claimAndRelease("a", offset)).isEqualTo(RECOVERED);
        timers.advance(Duration.ofSeconds(10));
        assertThat(claimAndRelease("a", offset)).isEqualTo(TRIMMED);
    }

    @Test
    void refusesMoreThanAConnectionTakes() {
        join("a");
        goAway("a");
        send("one", ALL);
        send("two", ALL);
        assertThat(comeBack("a", Optional.empty(), new ReplayBound(1, 100))).isEqualTo(TOO_MUCH);
        join("b");
        goAway("b");
        send("one", ALL);
        assertThat(comeBack("b", Optional.empty(), new ReplayBound(1, 2))).isEqualTo(TOO_MUCH);
        join("c");
        goAway("c");
        send("one", ALL);
        assertThat(comeBack("c", Optional.empty(), new ReplayBound(1, 3))).isEqualTo(RECOVERED);
    }
}
