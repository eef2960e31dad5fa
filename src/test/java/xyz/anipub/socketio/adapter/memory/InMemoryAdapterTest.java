package xyz.anipub.socketio.adapter.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import xyz.anipub.socketio.adapter.BroadcastOptions;
import xyz.anipub.socketio.adapter.RecordingEmitter;
import xyz.anipub.socketio.packet.Packet;

class InMemoryAdapterTest {

    private static final BroadcastOptions ALL = BroadcastOptions.everybody();
    private static final Packet.Event EVENT = Packet.Event.of("/", "e", List.of());

    private final RecordingEmitter emitter = new RecordingEmitter();
    private final InMemoryAdapter adapter = new InMemoryAdapter(emitter, 10);

    @BeforeEach
    void addThree() {
        List.of("a", "b", "c").forEach(adapter::add);
        adapter.join("a", Set.of("red"));
        adapter.join("b", Set.of("red", "blue"));
    }

    @Test
    void reachesAllWithoutRooms() {
        assertThat(reached(ALL)).containsExactlyInAnyOrder("e>a", "e>b", "e>c");
    }

    @Test
    void reachesARoom() {
        assertThat(reached(ALL.to(Set.of("red")))).containsExactlyInAnyOrder("e>a", "e>b");
    }

    @Test
    void reachesOneSocketByItsId() {
        assertThat(reached(ALL.to(Set.of("c")))).containsExactly("e>c");
    }

    @Test
    void reachesEachSocketOfSeveralRoomsOnce() {
        assertThat(reached(ALL.to(Set.of("red", "blue")).to(Set.of("c", "b"))))
                .containsExactlyInAnyOrder("e>a", "e>b", "e>c");
    }

    @Test
    void leavesOutTheExcepted() {
        assertThat(reached(ALL.except(Set.of("blue")))).containsExactlyInAnyOrder("e>a", "e>c");
        assertThat(reached(ALL.to(Set.of("red")).except(Set.of("a")))).containsExactly("e>b");
        assertThat(reached(ALL.to(Set.of("red", "c")).except(Set.of("a")).except(Set.of("blue"))))
                .containsExactly("e>c");
        assertThat(reached(ALL.to(Set.of("red")).except(Set.of("nobody")))).containsExactlyInAnyOrder("e>a", "e>b");
    }

    @Test
    void looksForASocketOnceAndAnewWhenItIsGone() {
        reached(ALL.to(Set.of("red")));
        reached(ALL);
        assertThat(emitter.asked()).containsExactlyInAnyOrder("a", "b", "c");

        emitter.gone("a");
        reached(ALL);
        assertThat(emitter.asked()).containsExactlyInAnyOrder("a", "b", "c", "a");
    }

    @Test
    void reachesNobodyInARoomThatIsNotThere() {
        assertThat(reached(ALL.to(Set.of("green")))).isEmpty();
    }

    @Test
    void passesTheVolatileFlagOn() {
        assertThat(reached(ALL.to(Set.of("c")).asVolatile())).containsExactly("e>c volatile");
        assertThat(reached(ALL.local().to(Set.of("c")))).containsExactly("e>c");
    }

    @Test
    void knowsTheRoomsOfASocket() {
        assertThat(adapter.rooms("b")).containsExactlyInAnyOrder("b", "red", "blue");
        assertThat(adapter.rooms("c")).containsExactly("c");
        assertThat(adapter.rooms("nobody")).isEmpty();
    }

    @Test
    void forgetsWhoLeaves() {
        adapter.leave("b", "red");
        adapter.leave("b", "red");
        adapter.leave("b", "green");
        assertThat(adapter.rooms("b")).containsExactlyInAnyOrder("b", "blue");
        assertThat(reached(ALL.to(Set.of("red")))).containsExactly("e>a");
    }

    @Test
    void dropsRoomsThatAreEmpty() {
        assertThat(adapter.roomCount()).isEqualTo(5);
        adapter.leave("b", "blue");
        assertThat(adapter.roomCount()).isEqualTo(4);
        List.of("a", "b", "c").forEach(adapter::remove);
        assertThat(adapter.roomCount()).isZero();
    }

    @Test
    void removesASocketFromAllRooms() {
        adapter.remove("b");
        adapter.remove("b");
        assertThat(adapter.rooms("b")).isEmpty();
        assertThat(reached(ALL.to(Set.of("red", "blue", "b")))).containsExactly("e>a");
    }

    @Test
    void keepsOutWhoDoesNotTakePart() {
        adapter.remove("c");
        adapter.join("c", Set.of("red"));
        adapter.join("stranger", Set.of("red"));
        adapter.leave("stranger", "red");
        assertThat(adapter.rooms("c")).isEmpty();
        assertThat(reached(ALL.to(Set.of("red")))).containsExactlyInAnyOrder("e>a", "e>b");
    }

    @Test
    void addingAgainKeepsTheRooms() {
        adapter.add("a");
        assertThat(adapter.rooms("a")).containsExactlyInAnyOrder("a", "red");
    }

    @Test
    void movesTheSelected() {
        adapter.joinAll(ALL.to(Set.of("red")).except(Set.of("blue")), Set.of("green", "grey"));
        assertThat(adapter.rooms("a")).containsExactlyInAnyOrder("a", "red", "green", "grey");
        assertThat(adapter.rooms("b")).doesNotContain("green");

        adapter.leaveAll(ALL, Set.of("red", "grey"));
        assertThat(adapter.rooms("a")).containsExactlyInAnyOrder("a", "green");
        assertThat(adapter.rooms("b")).containsExactlyInAnyOrder("b", "blue");
    }

    @Test
    void emptiesARoomWhileWalkingThroughIt() {
        adapter.leaveAll(ALL.to(Set.of("red")), Set.of("red"));
        assertThat(reached(ALL.to(Set.of("red")))).isEmpty();
    }

    @Test
    void disconnectsTheSelected() {
        adapter.disconnectAll(ALL.to(Set.of("blue")), false);
        adapter.disconnectAll(ALL.except(Set.of("red")), true);
        assertThat(emitter.disconnected()).containsExactly("b", "c close");
    }

    private List<String> reached(BroadcastOptions options) {
        adapter.broadcast(List.of(EVENT), options);
        return emitter.takeSent();
    }
}
