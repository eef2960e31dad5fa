package xyz.anipub.chat.erasure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import xyz.anipub.chat.ChatException;
import xyz.anipub.chat.ErrorCode;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.TestIds;
import xyz.anipub.chat.UnavailableException;
import xyz.anipub.chat.direct.DirectKey;
import xyz.anipub.chat.member.Member;
import xyz.anipub.chat.mongo.people.MongoBlockRepository;
import xyz.anipub.chat.mongo.room.MongoDirectRepository;
import xyz.anipub.chat.mongo.room.MongoRoomDeletions;
import xyz.anipub.chat.power.RoomPolicy;
import xyz.anipub.chat.room.Room;
import xyz.anipub.chat.room.RoomDeletions;

/** What becomes of the rooms of people who are gone. */
class FarewellTest extends ErasedChat {

    @Test
    void theModeratorOfLongestFollowsElseTheMember() {
        RoomId room = lobby();
        rooms.addMember(room, eve);
        RoomId governed = room("Governed", RoomPolicy.Visibility.PUBLIC, ann, bob, eve);
        roles.setModerator(governed, eve.id(), true);
        RoomId shared = room("Shared", RoomPolicy.Visibility.PUBLIC, ann, bob, eve);
        roles.replaceOwners(shared, List.of(ann.id()), List.of(ann.id(), eve.id()));
        erase(false);
        assertThat(owners(room)).containsExactly(bob.id());
        assertThat(owners(governed)).containsExactly(eve.id());
        assertThat(owners(shared)).containsExactly(eve.id());
    }

    @Test
    void aSuccessorWhoLeavesAtThatMomentIsFollowedByTheNext() {
        RoomId room = lobby();
        rooms.addMember(room, eve);
        meanwhile = () -> service.leave(room, bob.id());
        erase(false);
        assertThat(owners(room)).containsExactly(eve.id());
    }

    @Test
    void manyBeforeTheSuccessorMayBeGone() {
        RoomId room = room("Many", RoomPolicy.Visibility.PUBLIC, ann);
        for (int i = 0; i < 30; i++) {
            rooms.addMember(room, new Member(TestIds.user(), "Gone " + i, ""));
        }
        rooms.addMember(room, eve);
        erase(false);
        assertThat(owners(room)).containsExactly(eve.id());
    }

    @Test
    void aRoomThatNobodyIsLeftToReadEndsAlsoIfThatIsInterrupted() {
        RoomId closed = room("Closed", RoomPolicy.Visibility.PRIVATE, ann);
        atTheEnd = () -> {
            throw new UnavailableException("away");
        };
        assertThatThrownBy(() -> erase(false)).isInstanceOf(UnavailableException.class);
        assertThat(new MongoRoomDeletions(store).begun(Optional.empty(), 10))
                .extracting(RoomDeletions.Deletion::room)
                .containsExactly(closed);
    }

    @Test
    void aRoomOfNobodyElseEndsIfItIsPrivate() {
        RoomId open = room("Open", RoomPolicy.Visibility.PUBLIC, ann);
        RoomId closed = room("Closed", RoomPolicy.Visibility.PRIVATE, ann);
        RoomId shared = room("Shared", RoomPolicy.Visibility.PRIVATE, ann, bob);
        erase(false);
        assertThat(owners(open)).isEmpty();
        assertThat(ended).containsExactly(closed);
        assertThat(rooms.find(closed)).isEmpty();
        assertThat(owners(shared)).containsExactly(bob.id());
    }

    @Test
    void thePairStaysForTheOtherAndNobodyWritesThere() {
        RoomPolicy policy = new RoomPolicy(
                RoomPolicy.Kind.DIRECT,
                RoomPolicy.Visibility.PRIVATE,
                RoomPolicy.Who.MEMBERS,
                Duration.ZERO,
                RoomPolicy.Who.MODERATORS,
                RoomPolicy.History.ALL,
                1,
                List.of());
        Room pair = new Room(rooms.nextId(), "", "", ann.id(), Instant.now(), Instant.now()).governed(policy);
        rooms.addMember(pair.id(), ann);
        rooms.addMember(pair.id(), bob);
        new MongoDirectRepository(store).create(pair, DirectKey.of(List.of(ann.id(), bob.id())));
        post(pair.id(), 1, ann);
        power.poster(pair.id(), bob.id());
        erase(false);
        assertThat(senders(pair.id())).containsExactly("Deleted user");
        assertThat(rooms.members(pair.id(), Optional.empty(), 10).items())
                .extracting(Member::name)
                .containsExactlyInAnyOrder("Deleted user", "Bob");
        assertThat(power.known(pair.id()).orElseThrow().isPair()).isTrue();
        assertThatThrownBy(() -> power.poster(pair.id(), bob.id()))
                .isInstanceOfSatisfying(ChatException.class, refusal -> assertThat(refusal.code())
                        .isEqualTo(ErrorCode.UNREACHABLE));
        people.remove(bob.id());
        erasures.step(List.of(new ErasedPerson(bob.id(), false)));
        assertThat(ended).as("nobody reads it").containsExactly(pair.id());
    }

    @Test
    void blocksBothWaysAndSanctionsGo() {
        lobby();
        MongoBlockRepository blocks = new MongoBlockRepository(store);
        blocks.add(ann.id(), bob.id(), Instant.now());
        blocks.add(bob.id(), ann.id(), Instant.now());
        blocks.add(bob.id(), eve.id(), Instant.now());
        erase(false);
        assertThat(blocks.eitherWay(ann.id(), List.of(bob.id(), eve.id()))).isEmpty();
        assertThat(blocks.count(bob.id())).isEqualTo(1);
    }

    @Test
    void aBusyRoomHoldsUpNoOther() {
        RoomId room = lobby();
        RoomId second = room("Second", RoomPolicy.Visibility.PUBLIC, ann, bob);
        RoomId third = room("Third", RoomPolicy.Visibility.PUBLIC, ann, bob);
        busy.add(room);
        people.remove(ann.id());
        List<ErasedPerson> due = List.of(new ErasedPerson(ann.id(), false));
        for (int i = 0; i < 4; i++) {
            assertThat(erasures.step(due)).isEmpty();
        }
        assertThat(memberships.isMember(room, ann.id())).isTrue();
        assertThat(owners(second)).containsExactly(bob.id());
        assertThat(memberships.isMember(third, ann.id())).isFalse();
        busy.clear();
        erase(false);
        assertThat(memberships.isMember(room, ann.id())).isFalse();
        assertThat(owners(room)).containsExactly(bob.id());
    }
}
