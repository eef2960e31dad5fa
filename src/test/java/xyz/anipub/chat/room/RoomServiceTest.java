package xyz.anipub.chat.room;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import xyz.anipub.chat.ChatException;
import xyz.anipub.chat.ErrorCode;
import xyz.anipub.chat.InvalidFieldException;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.StoreFaults;
import xyz.anipub.chat.TestIds;
import xyz.anipub.chat.TooFastException;
import xyz.anipub.chat.UserId;
import xyz.anipub.chat.UserLimits;
import xyz.anipub.chat.UserPace;
import xyz.anipub.peer.Rate;
import xyz.anipub.testing.SettableClock;

class RoomServiceTest {

    private final StoreFaults faults = new StoreFaults();
    private final InMemoryRoomRepository repository = new InMemoryRoomRepository(faults);
    private final List<String> ended = new ArrayList<>();
    private final RoomService rooms = new RoomService(
            repository,
            (room, user) -> ended.add(room + " " + user + " " + repository.isMember(room, user)),
            RoomRules.standard(),
            new UserPace(new UserLimits(new Rate(1, 1), new Rate(20, 1), 1), () -> 0),
            SettableClock.pastNoon());
    private final Member ann = new Member(TestIds.user(), "Ann", "a.png");
    private final Member bob = new Member(TestIds.user(), "Bob", "");

    @Test
    void makesTheCreatorTheFirstMember() {
        Room room = rooms.create(" Lobby ", "  for all ", ann);
        assertThat(room.name()).isEqualTo("Lobby");
        assertThat(room.description()).isEqualTo("for all");
        assertThat(room.creator()).isEqualTo(ann.id());
        assertThat(room.createdAt()).isEqualTo("2026-01-01T12:00:00.123Z").isEqualTo(room.updatedAt());
        assertThat(rooms.get(room.id())).isEqualTo(room);
        assertThat(rooms.members(room.id(), Optional.empty(), 10).items()).containsExactly(ann);
        assertThat(rooms.memberCount(room.id())).isEqualTo(1);
    }

    @Test
    void refusesJoinsThatComeTooFast() {
        Room room = rooms.create("Lobby", "", ann);
        for (int i = 0; i < 20; i++) {
            rooms.join(room.id(), bob);
        }

        assertThatThrownBy(() -> rooms.join(room.id(), bob)).isInstanceOfSatisfying(TooFastException.class, e -> {
            assertThat(e.code()).isEqualTo(ErrorCode.RATE_LIMITED);
            assertThat(e.retryAfter()).isEqualTo(Duration.ofSeconds(1));
        });
        assertThat(rooms.join(room.id(), ann)).isEqualTo(room);
    }

    @Test
    void refusesATakenName() {
        rooms.create("Lobby", "", ann);
        assertThatThrownBy(() -> rooms.create("LOBBY ", "", bob))
                .isInstanceOfSatisfying(
                        RoomNameTakenException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CONFLICT));
    }

    @Test
    void storesNothingOfARoomThatBreaksTheRules() {
        assertThatThrownBy(() -> rooms.create("", "", ann)).isInstanceOf(InvalidFieldException.class);
        assertThatThrownBy(() -> rooms.create("Lobby", "x".repeat(201), ann)).isInstanceOf(InvalidFieldException.class);
        assertThat(rooms.list("", Optional.empty(), 10).items()).isEmpty();
    }

    @Test
    void joinsTwiceWithoutError() {
        Room room = rooms.create("Lobby", "", ann);
        assertThat(rooms.join(room.id(), bob)).isEqualTo(room);
        Member renamed = new Member(bob.id(), "Bobby", "b.png");
        rooms.join(room.id(), renamed);
        assertThat(rooms.members(room.id(), Optional.empty(), 10).items()).containsExactly(ann, renamed);
    }

    @Test
    void tellsOfAnEndedMembershipAfterTheStoreKnows() {
        Room room = rooms.create("Lobby", "", ann);
        rooms.leave(room.id(), ann.id());
        rooms.leave(room.id(), ann.id());
        String gone = room.id() + " " + ann.id() + " false";
        assertThat(ended)
                .as("the second call heals what a failed first one left")
                .containsExactly(gone, gone);
        assertThat(rooms.get(room.id())).as("the room stays").isEqualTo(room);
    }

    @Test
    void asksForMembershipBeforeItAsksForTheRoom() {
        Room room = rooms.create("Lobby", "", ann);
        rooms.requireMember(room.id(), ann.id());
        assertRefused(room.id(), bob.id(), ErrorCode.NOT_A_MEMBER);
        assertRefused(TestIds.room(), ann.id(), ErrorCode.ROOM_NOT_FOUND);
        assertThat(rooms.membersAmong(room.id(), Set.of(ann.id(), bob.id()))).containsExactly(ann.id());
        assertThat(rooms.membersAmong(TestIds.room(), Set.of(ann.id()))).isEmpty();
    }

    @Test
    void knowsNoRoomThatDoesNotExist() {
        RoomId nowhere = TestIds.room();
        assertThatThrownBy(() -> rooms.get(nowhere)).isInstanceOf(RoomNotFoundException.class);
        assertThatThrownBy(() -> rooms.join(nowhere, ann)).isInstanceOf(RoomNotFoundException.class);
        assertThatThrownBy(() -> rooms.leave(nowhere, ann.id())).isInstanceOf(RoomNotFoundException.class);
        assertThatThrownBy(() -> rooms.members(nowhere, Optional.empty(), 1)).isInstanceOf(RoomNotFoundException.class);
        assertThat(ended).isEmpty();
        assertThatThrownBy(() -> RoomNotFoundException.parse("lobby"))
                .isInstanceOfSatisfying(
                        ChatException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.ROOM_NOT_FOUND));
    }

    private void assertRefused(RoomId room, UserId user, ErrorCode code) {
        assertThatThrownBy(() -> rooms.requireMember(room, user))
                .isInstanceOfSatisfying(
                        ChatException.class, e -> assertThat(e.code()).isEqualTo(code));
    }
}
