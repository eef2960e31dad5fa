package xyz.anipub.chat.room;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import xyz.anipub.chat.ChatException;
import xyz.anipub.chat.ErrorCode;
import xyz.anipub.chat.Page;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.RoomNotFoundException;
import xyz.anipub.chat.StoreFaults;
import xyz.anipub.chat.TestIds;
import xyz.anipub.chat.TooFastException;
import xyz.anipub.chat.UserId;
import xyz.anipub.chat.UserLimits;
import xyz.anipub.chat.UserPace;
import xyz.anipub.chat.member.Member;
import xyz.anipub.chat.member.Membership;
import xyz.anipub.chat.member.MembershipListener;
import xyz.anipub.chat.power.Admissions;
import xyz.anipub.chat.power.Powers;
import xyz.anipub.chat.power.RoomPolicy.Kind;
import xyz.anipub.peer.Rate;

class RoomServiceTest {

    private final StoreFaults faults = new StoreFaults();
    private final InMemoryRoomRepository repository = new InMemoryRoomRepository(faults);
    private final List<String> begun = new ArrayList<>();
    private final List<String> ended = new ArrayList<>();
    private final RoomService rooms = new RoomService(
            repository,
            repository,
            Powers.of(repository, repository),
            () -> new MembershipListener() {
                @Override
                public void membershipBegan(RoomId room, UserId user, String connection) {
                    begun.add(connection + " " + repository.isMember(room, user));
                }

                @Override
                public void membershipEnded(RoomId room, UserId user) {
                    ended.add(room + " " + user + " " + repository.isMember(room, user));
                }
            },
            Admissions.of(repository, new InMemoryRoomPowers(repository), Clock.systemUTC()),
            new UserPace(new UserLimits(new Rate(1, 1), new Rate(20, 1), 1), () -> 0));
    private final Member ann = new Member(TestIds.user(), "Ann", "a.png");
    private final Member bob = new Member(TestIds.user(), "Bob", "");

    @Test
    void refusesJoinsThatComeTooFast() {
        Room room = lobby();
        for (int i = 0; i < 20; i++) {
            rooms.join(room.id(), bob);
        }

        assertThatThrownBy(() -> rooms.join(room.id(), bob)).isInstanceOfSatisfying(TooFastException.class, e -> {
            assertThat(e.code()).isEqualTo(ErrorCode.RATE_LIMITED);
            assertThat(e.retryAfter()).isEqualTo(Duration.ofSeconds(1));
        });
        assertThat(rooms.join(room.id(), ann)).isEqualTo(room);
    }

    /** A name is looked for among all rooms; to read the list costs little. */
    @Test
    void countsALookForANameAsASearch() {
        lobby();
        List<String> asked = new ArrayList<>();
        faults.watch(asked::add);
        for (int i = 0; i < 10; i++) {
            rooms.list(bob.id(), "lob", Optional.empty(), 10);
        }
        assertThatThrownBy(() -> rooms.list(bob.id(), "lob", Optional.empty(), 10))
                .isInstanceOf(TooFastException.class);
        assertThat(asked).hasSize(10);
        assertThat(rooms.list(bob.id(), "", Optional.empty(), 10).items()).hasSize(1);
        assertThat(rooms.list(ann.id(), "lob", Optional.empty(), 10).items()).hasSize(1);
    }

    @Test
    void joinsTwiceWithoutError() {
        Room room = lobby();
        assertThat(rooms.join(room.id(), bob)).isEqualTo(room);
        Member renamed = new Member(bob.id(), "Bobby", "b.png");
        rooms.join(room.id(), renamed);
        assertThat(rooms.members(room.id(), ann.id(), Optional.empty(), 10).items())
                .containsExactly(ann, renamed);
    }

    @Test
    void reportsAMembershipThatHasBegunOnce() {
        Room room = lobby();
        rooms.join(room.id(), bob, "socket");
        rooms.join(room.id(), bob, "other");
        rooms.leave(room.id(), bob.id());
        rooms.join(room.id(), bob);
        assertThat(begun).containsExactly("socket true", " true");
    }

    @Test
    void tellsOfAnEndedMembershipAfterTheStoreKnows() {
        Room room = lobby();
        rooms.leave(room.id(), bob.id());
        rooms.leave(room.id(), bob.id());
        String gone = room.id() + " " + bob.id() + " false";
        assertThat(ended)
                .as("the second call heals what a failed first one left")
                .containsExactly(gone, gone);
        assertThat(rooms.get(room.id())).as("the room stays").isEqualTo(room);
    }

    @Test
    void asksForMembershipBeforeItAsksForTheRoom() {
        Room room = lobby();
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
        assertThatThrownBy(() -> rooms.members(nowhere, ann.id(), Optional.empty(), 1))
                .isInstanceOf(RoomNotFoundException.class);
        assertThat(ended).isEmpty();
        assertThatThrownBy(() -> RoomNotFoundException.parse("lobby"))
                .isInstanceOfSatisfying(
                        ChatException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.ROOM_NOT_FOUND));
    }

    @Test
    void letsNobodyIntoARoomThatIsDeletedMeanwhile() {
        Room room = lobby();
        faults.watch(call -> {
            if (call.equals("addMember")) {
                // Found, and gone with its memberships before the new one is stored.
                faults.back();
                repository.remove(room.id());
                repository.removeMembers(room.id());
            }
        });
        assertThatThrownBy(() -> rooms.join(room.id(), bob)).isInstanceOf(RoomNotFoundException.class);
        assertThat(repository.isMember(room.id(), bob.id())).isFalse();
        assertThat(begun).isEmpty();
    }

    @Test
    void hasReadEverythingAtTheMomentOfJoiningAndNotAgainLater() {
        Room room = lobby();
        repository.lastSeqsBy(any -> 7);
        rooms.join(room.id(), bob);
        repository.lastSeqsBy(any -> 9);
        rooms.join(room.id(), bob);
        assertThat(repository.of(bob.id(), Set.of(room.id()))).containsExactly(new Membership(room.id(), 7));
    }

    @Test
    void listsTheRoomsOfAUserPageByPageWithoutThoseThatAreGone() {
        List<RoomId> mine = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            mine.add(create("Room " + i, bob).id());
        }
        create("Another", ann);
        repository.remove(mine.get(1));
        Page<Room> first = rooms.roomsOf(bob.id(), Kind.NAMED, Optional.empty(), 3);
        Page<Room> second = rooms.roomsOf(bob.id(), Kind.NAMED, first.next(), 3);
        assertThat(second.next()).isEmpty();
        assertThat(Stream.of(first, second)
                        .flatMap(page -> page.items().stream())
                        .map(Room::id))
                .hasSize(4)
                .allMatch(mine::contains)
                .doesNotContain(mine.get(1));
    }

    @Test
    void knowsWhichRoomsOfAUserWereActiveLast() {
        List<RoomId> mine = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            Room room = create("Room " + i, bob);
            repository.touch(Map.of(
                    room.id(), new RoomRepository.Activity(room.updatedAt().plusSeconds(i), 1)));
            mine.add(room.id());
        }
        assertThat(rooms.lastActiveOf(bob.id(), 2))
                .extracting(Room::id)
                .containsExactlyInAnyOrder(mine.get(4), mine.get(3));
        assertThat(rooms.lastActiveOf(ann.id(), 2)).isEmpty();
    }

    private Room lobby() {
        return create("Lobby", ann);
    }

    private Room create(String name, Member creator) {
        Instant noon = Instant.parse("2026-01-01T12:00:00Z");
        Room room = new Room(repository.nextId(), name, "", creator.id(), noon, noon);
        repository.create(room);
        repository.addMember(room.id(), creator);
        return room;
    }

    private void assertRefused(RoomId room, UserId user, ErrorCode code) {
        assertThatThrownBy(() -> rooms.requireMember(room, user))
                .isInstanceOfSatisfying(
                        ChatException.class, e -> assertThat(e.code()).isEqualTo(code));
    }
}
