package xyz.anipub.socketio.adapter.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import xyz.anipub.socketio.adapter.EventFlags;
import xyz.anipub.socketio.adapter.RecoveryOutcome;
import xyz.anipub.socketio.adapter.StoredSession;
import xyz.anipub.socketio.adapter.log.EntryId;
import xyz.anipub.socketio.adapter.log.Mark;
import xyz.anipub.socketio.adapter.log.Standing;
import xyz.anipub.socketio.packet.Packet;

/** What one of several nodes tells of its sessions, and when it takes others. */
class SharingTest extends RecoveringAdapterChapter {

    private static final String UID = "0123456789abcdef";
    private static final String OTHER = "fedcba9876543210";

    private final Sharing sharing = adapter.sharing();
    private final List<String> changed = new ArrayList<>();

    @BeforeEach
    void begin() {
        sharing.begin(UID, changed::add, changed::add);
        sharing.read(new EntryId(1, 0));
    }

    private Standing standing(String sid) {
        return sharing.tell(sid, "pid " + sid).flatMap(Sharing.Told::standing).orElseThrow();
    }

    @Test
    void whatWasDeliveredWhileASocketIsAwayIsNotTakenForReceived() {
        join("a");
        sharing.read(new EntryId(2, 0));
        goAway("a");
        sharing.read(new EntryId(3, 0));
        assertThat(standing("a").at()).isEqualTo(new Mark(UID, new EntryId(2, 0), 0));
    }

    @Test
    void aRoomThatItCameIntoWhileAwayHasNothingOfBeforeForIt() {
        join("a", "red");
        goAway("a");
        Mark before = standing("a").joined();
        sharing.read(new EntryId(3, 0));
        adapter.leaveAll(ALL, Set.of("red"));
        assertThat(standing("a").joined()).isEqualTo(before);
        adapter.joinAll(ALL, Set.of("blue"));
        assertThat(standing("a").joined()).isEqualTo(new Mark(UID, new EntryId(3, 0), 0));
    }

    @Test
    void onlyWhoIsMeantHasChanged() {
        join("a", "red");
        join("b", "red");
        join("c", "blue");
        join("d", "blue");
        goAway("a");
        goAway("c");
        adapter.leaveAll(ALL.to(List.of("red")), Set.of("red"));
        assertThat(changed).containsExactlyInAnyOrder("a", "b");
        changed.clear();
        adapter.forgetSessions(ALL.to(List.of("blue")));
        assertThat(changed).containsExactly("c");
    }

    @Test
    void aVolatileEventChangesNothing() {
        join("a");
        adapter.send(
                "a", Packet.Event.of("/", "x", List.of()), EventFlags.usual().asVolatile());
        assertThat(changed).isEmpty();
        answer("a", "x");
        assertThat(changed).containsExactly("a");
    }

    /** What the client has got there, and this node has not read yet, would come to it once more. */
    @Test
    void aSessionIsExpectedOnlyByANodeThatHasReadAsFar() {
        StoredSession session = new StoredSession("a", "pid a", Map.of());
        Mark from = new Mark(OTHER, new EntryId(2, 0), 5);
        assertThat(sharing.expect(session, Set.of("a"), from, from, PLENTY)).isEmpty();
        sharing.read(new EntryId(2, 0));
        Optional<Arrival> arrival = sharing.expect(session, Set.of("a"), from, from, PLENTY);
        assertThat(arrival).isPresent();
    }

    @Test
    void aSessionThatHasMovedIsNotHereAnyMore() {
        join("a");
        goAway("a");
        StoredSession session =
                sharing.tell("a", "pid a").flatMap(Sharing.Told::away).orElseThrow();
        sharing.moved(new StoredSession("a", "pid a", Map.of("other", 1)));
        assertThat(sharing.tell("a", "pid a")).isPresent();
        sharing.moved(session);
        assertThat(sharing.tell("a", "pid a")).isEmpty();
    }

    @Test
    void doubtLastsLongerThanTheLogIsAway() {
        join("a");
        sharing.doubt(Duration.ofMinutes(1));
        timers.advance(Duration.ofSeconds(50));
        sharing.prolongDoubt();
        timers.advance(Duration.ofSeconds(50));
        assertThat(sharing.isInDoubt()).isTrue();
        timers.advance(Duration.ofSeconds(10));
        assertThat(sharing.isInDoubt()).isFalse();
        sharing.prolongDoubt();
        assertThat(sharing.isInDoubt()).isFalse();
    }

    @Test
    void whatAnArrivalHasMissedIsBoundedByWhatItTakesToo() {
        Mark from = new Mark(OTHER, new EntryId(1, 0), 5);
        StoredSession session = new StoredSession("a", "pid a", Map.of());
        Arrival arrival =
                sharing.expect(session, Set.of("a"), from, from, PLENTY).orElseThrow();
        Packet.Event event = Packet.Event.of("/", "x", List.of());
        arrival.add(new EntryId(0, 5), Optional.of(UID), OptionalLong.of(0), event, ALL, 3_000);
        assertThat(arrival.outcome()).as("it has that").isEqualTo(RecoveryOutcome.RECOVERED);
        sharing.broadcastOwn(List.of(event), ALL);
        Arrival second =
                sharing.expect(session, Set.of("a"), from, from, PLENTY).orElseThrow();
        second.add(new EntryId(5, 0), Optional.of(UID), OptionalLong.of(1), event, ALL, 3_000);
        assertThat(second.outcome()).isEqualTo(RecoveryOutcome.TOO_MUCH);
    }
}
