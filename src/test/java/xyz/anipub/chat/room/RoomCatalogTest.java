package xyz.anipub.chat.room;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import xyz.anipub.chat.ChatException;
import xyz.anipub.chat.ErrorCode;
import xyz.anipub.chat.InvalidFieldException;
import xyz.anipub.chat.Retention;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.RoomLanes;
import xyz.anipub.chat.StoreFaults;
import xyz.anipub.chat.TestIds;
import xyz.anipub.chat.UnavailableException;
import xyz.anipub.chat.UserLimits;
import xyz.anipub.chat.UserPace;
import xyz.anipub.chat.member.Member;
import xyz.anipub.chat.node.Ending;
import xyz.anipub.chat.node.Endings;
import xyz.anipub.chat.node.InMemoryNodeRepository;
import xyz.anipub.chat.node.LiveNodes;
import xyz.anipub.chat.node.NodeRepository;
import xyz.anipub.chat.power.Actor;
import xyz.anipub.testing.SettableClock;

/** What happens to rooms as a whole, and in which order their listeners hear of it. */
class RoomCatalogTest {

    private final StoreFaults faults = new StoreFaults();
    private final SettableClock clock = SettableClock.pastNoon();
    private final InMemoryRoomRepository repository = new InMemoryRoomRepository(faults);
    private final List<String> heard = new ArrayList<>();
    private final InMemoryRoomDeletions deletions =
            new InMemoryRoomDeletions(faults, repository, room -> heard.add("messages gone"));
    private final RoomListener listener = new RoomListener() {
        @Override
        public void changed(RoomId room) {
            heard.add("changed");
        }

        @Override
        public void deleted(RoomId room) {
            heard.add("deleted");
        }
    };
    private final RoomEndListener delivery = room -> heard.add("ended, members " + repository.countMembers(room) + ", "
            + repository.find(room).isPresent());
    private final InMemoryNodeRepository nodes = new InMemoryNodeRepository();
    private final LiveNodes liveNodes = new LiveNodes(nodes);
    private final Endings endings = new Endings(nodes, liveNodes, List.of(), number -> {});
    private final RoomEnding ending = ending(liveNodes, clock);
    private final AtomicLong nanos = new AtomicLong();
    private final RoomCatalog rooms = catalog();
    private final Member ann = new Member(TestIds.user(), "Ann", "a.png");
    private final Member bob = new Member(TestIds.user(), "Bob", "");
    private final Actor byAnn = Actor.of(ann.id());
    private final Actor byBob = Actor.of(bob.id());

    @Test
    void makesTheCreatorTheFirstMember() {
        Room room = rooms.create(" Lobby ", "  for all ", ann);
        assertThat(room.name()).isEqualTo("Lobby");
        assertThat(room.description()).isEqualTo("for all");
        assertThat(room.creator()).isEqualTo(ann.id());
        assertThat(room.createdAt()).isEqualTo("2026-01-01T12:00:00.123Z").isEqualTo(room.updatedAt());
        assertThat(repository.find(room.id())).contains(room);
        assertThat(repository.members(room.id(), Optional.empty(), 10).items()).containsExactly(ann);
        assertThat(heard).containsExactly("changed");
    }

    @Test
    void refusesATakenName() {
        rooms.create("Lobby", "", ann);
        assertRefused(ErrorCode.CONFLICT, () -> rooms.create("LOBBY ", "", bob));
        RoomId other = rooms.create("Other", "", ann).id();
        assertRefused(ErrorCode.CONFLICT, () -> rooms.edit(other, byAnn, edit(Optional.of("lobby"), Optional.empty())));
        assertThat(heard).as("told of rooms that are there").containsExactly("changed", "changed");
    }

    @Test
    void storesNothingOfARoomThatBreaksTheRules() {
        assertThatThrownBy(() -> rooms.create("", "", ann)).isInstanceOf(InvalidFieldException.class);
        assertThatThrownBy(() -> rooms.create("Lobby", "x".repeat(201), ann)).isInstanceOf(InvalidFieldException.class);
        assertThat(repository.list("", Optional.empty(), 10).items()).isEmpty();
        assertThat(heard).isEmpty();
    }

    @Test
    void letsTheCreatorRenameAndDescribe() {
        RoomId room = rooms.create("Lobby", "old", ann).id();
        assertThat(rooms.edit(room, byAnn, edit(Optional.of(" LOBBY "), Optional.empty())))
                .extracting(Room::name, Room::description)
                .containsExactly("LOBBY", "old");
        assertThat(rooms.edit(room, byAnn, edit(Optional.empty(), Optional.of("new"))))
                .isEqualTo(repository.find(room).orElseThrow());
        assertThat(heard).containsExactly("changed", "changed", "changed");
        assertThatThrownBy(() -> rooms.edit(room, byAnn, edit(Optional.of(" "), Optional.empty())))
                .isInstanceOf(InvalidFieldException.class);
    }

    @Test
    void letsNobodyElseChangeOrDeleteARoom() {
        RoomId room = rooms.create("Lobby", "", ann).id();
        repository.addMember(room, bob);
        assertRefused(ErrorCode.FORBIDDEN, () -> rooms.edit(room, byBob, edit(Optional.of("Mine"), Optional.empty())));
        assertRefused(ErrorCode.FORBIDDEN, () -> rooms.delete(room, byBob));
        assertRefused(ErrorCode.ROOM_NOT_FOUND, () -> rooms.delete(TestIds.room(), byAnn));
        assertRefused(
                ErrorCode.ROOM_NOT_FOUND,
                () -> rooms.edit(TestIds.room(), byAnn, edit(Optional.empty(), Optional.empty())));
        assertThat(repository.find(room)).isPresent();
        assertThat(deletions.begun(Optional.empty(), 10)).isEmpty();
    }

    @Test
    void endsDeliveryAfterTheRoomAndItsMembershipsAreGone() {
        RoomId room = rooms.create("Lobby", "", ann).id();
        heard.clear();
        rooms.delete(room, byAnn);
        assertThat(heard).containsExactly("ended, members 0, false", "deleted");
        assertRefused(ErrorCode.ROOM_NOT_FOUND, () -> rooms.delete(room, byAnn));
    }

    @Test
    void takesTheMessagesInTheBackgroundAndLooksAgainAfterAMinute() {
        RoomId room = rooms.create("Lobby", "", ann).id();
        rooms.delete(room, byAnn);
        heard.clear();
        ending.sweep();
        assertThat(heard).as("told once").containsExactly("ended, members 0, false", "messages gone");
        assertThat(deletions.begun(Optional.empty(), 10)).hasSize(1);
        clock.forward(RoomEnding.GRACE.plusMillis(1));
        ending.sweep();
        assertThat(deletions.begun(Optional.empty(), 10)).isEmpty();
        heard.clear();
        ending.sweep();
        assertThat(heard).isEmpty();
    }

    @Test
    void deletesLaterWhatWasOnlyWrittenDown() {
        RoomId room = rooms.create("Lobby", "", ann).id();
        heard.clear();
        faults.awayFrom("removeRoom");
        assertThatThrownBy(() -> rooms.delete(room, byAnn)).isInstanceOf(UnavailableException.class);
        faults.back();
        assertThat(repository.find(room)).isPresent();
        ending.sweep();
        assertThat(repository.find(room)).isEmpty();
        assertThat(heard).containsExactly("ended, members 0, false", "deleted", "messages gone");
    }

    @Test
    void endsDeliveryEvenIfTheStoreFailsBehindTheRoom() {
        RoomId room = rooms.create("Lobby", "", ann).id();
        heard.clear();
        faults.failOnce("removeMemberships");
        assertThatThrownBy(() -> rooms.delete(room, byAnn)).isInstanceOf(UnavailableException.class);
        assertThat(heard).containsExactly("ended, members 1, false", "deleted");
        ending.sweep();
        assertThat(repository.countMembers(room)).isZero();
    }

    /** As many as anybody might delete in a minute; each is heard of once, and nobody's wait for somebody else's. */
    @Test
    void worksOffWhateverNumberIsDueInOneSweep() {
        for (int i = 0; i < 100; i++) {
            RoomId room = TestIds.room();
            repository.addMember(room, ann);
            deletions.begin(room, clock.instant());
        }
        ending.sweep();
        ending.sweep();
        assertThat(heard).filteredOn("deleted"::equals).hasSize(100);
        assertThat(heard).filteredOn("messages gone"::equals).hasSize(100);
        clock.forward(RoomEnding.GRACE.plusMillis(1));
        ending.sweep();
        assertThat(deletions.begun(Optional.empty(), 1)).isEmpty();
        assertThat(heard).filteredOn("deleted"::equals).hasSize(100);
    }

    @Test
    void hearsOnceOfWhatAnotherNodeHasDeleted() {
        RoomId room = rooms.create("Lobby", "", ann).id();
        RoomEnding other = ending(liveNodes, clock);
        rooms.delete(room, byAnn);
        ending.sweep();
        heard.clear();
        other.sweep();
        other.sweep();
        assertThat(heard).containsExactly("ended, members 0, false", "deleted");
    }

    /** One of several nodes sweeps; the others only hear of it. */
    @Test
    void theNodesThatDoNotSweepTakeNothingAwayButHearOfIt() {
        RoomId room = rooms.create("Lobby", "", ann).id();
        deletions.begin(room, clock.instant());
        heard.clear();
        RoomEnding other = ending(liveNodes, clock);
        other.follow();
        assertThat(heard).isEmpty();
        assertThat(repository.find(room)).isPresent();
        ending.sweep();
        heard.clear();
        other.follow();
        other.follow();
        assertThat(heard).containsExactly("ended, members 0, false", "deleted");
    }

    /** Whoever began the deletion has told nobody. */
    @Test
    void theSweepTellsTheOtherNodesOfWhatItHasTakenAwayOnce() {
        RoomId room = rooms.create("Lobby", "", ann).id();
        deletions.begin(room, clock.instant());
        ending.sweep();
        ending.sweep();
        assertThat(nodes.endingsAfter(0).orElseThrow())
                .extracting(NodeRepository.Ended::ending)
                .containsExactly(new Ending.OfListening(room, Optional.empty()));
    }

    /** The creation may have come to its end, too, with only the answer lost. */
    @Test
    void sweepsWhatAFailedCreationHasLeft() {
        for (String step : List.of("addMember done", "create", "takeBack")) {
            faults.awayFrom(step);
            assertThatThrownBy(() -> rooms.create("Lobby", "", ann)).isInstanceOf(UnavailableException.class);
            faults.back();
            clock.forward(RoomEnding.GRACE.minusMillis(1));
            ending.sweep();
            assertThat(repository.of(ann.id(), Optional.empty(), 10).items())
                    .as(step)
                    .hasSize(1);
            clock.forward(Duration.ofMillis(1));
            ending.sweep();
            assertThat(repository.of(ann.id(), Optional.empty(), 10).items())
                    .as(step)
                    .isEmpty();
            assertThat(repository.list("", Optional.empty(), 10).items())
                    .as(step)
                    .isEmpty();
            clock.forward(RoomEnding.GRACE);
            ending.sweep();
            assertThat(deletions.begun(Optional.empty(), 1)).as(step).isEmpty();
        }
        RoomId room = rooms.create("Lobby", "", ann).id();
        clock.forward(RoomEnding.GRACE.multipliedBy(2));
        ending.sweep();
        assertThat(repository.find(room)).as("one that succeeded").isPresent();
    }

    /** The room is created on one node and swept by another, whose clock says something else; the store's counts. */
    @Test
    void aClockThatIsAheadTakesNoRoomThatIsBeingCreatedAndKeepsNoneThatIsLeft() {
        Duration ahead = Duration.ofMinutes(5);
        for (boolean isSweepersAhead : List.of(true, false)) {
            LiveNodes sweepers = new LiveNodes(nodes);
            SettableClock sweepersClock = SettableClock.pastNoon();
            sweepersClock.forward(Duration.between(sweepersClock.instant(), clock.instant()));
            LiveNodes wrong = isSweepersAhead ? sweepers : liveNodes;
            (isSweepersAhead ? sweepersClock : clock).forward(ahead);
            nodes.ahead(wrong.me(), ahead.negated());
            liveNodes.beat();
            sweepers.beat();
            RoomEnding sweeper = ending(sweepers, sweepersClock);
            faults.watch(call -> {
                if (call.equals("create")) {
                    faults.back();
                    sweeper.sweep();
                }
            });
            RoomId room = rooms.create("Lobby " + isSweepersAhead, "", ann).id();
            assertThat(repository.find(room)).isPresent();
            faults.awayFrom("takeBack");
            assertThatThrownBy(() -> rooms.create("Left", "", ann)).isInstanceOf(UnavailableException.class);
            faults.back();
            sweepersClock.forward(RoomEnding.GRACE);
            sweeper.sweep();
            assertThat(repository.list("", Optional.empty(), 10).items())
                    .extracting(Room::name)
                    .doesNotContain("Left");
        }
    }

    @Test
    void answersNobodyWithARoomThatIsSweptMeanwhile() {
        faults.watch(call -> {
            if (call.equals("create")) {
                faults.back();
                clock.forward(RoomEnding.GRACE.plusMillis(1));
                ending.sweep();
            }
        });
        assertThatThrownBy(() -> rooms.create("Lobby", "", ann)).isInstanceOf(UnavailableException.class);
        clock.forward(RoomEnding.GRACE.plusMillis(1));
        ending.sweep();
        assertThat(repository.list("", Optional.empty(), 10).items()).isEmpty();
    }

    /** Every one of them is told to everybody on the server. */
    @Test
    void limitsHowManyRoomsOneUserCreatesAndChanges() {
        RoomId room = rooms.create("Lobby", "", ann).id();
        for (int i = 1; i < 26; i++) {
            rooms.create("Room " + i, "", ann);
        }
        for (int i = 26; i < 50; i++) {
            rooms.edit(room, byAnn, edit(Optional.of("Lobby " + i), Optional.empty()));
        }
        heard.clear();
        for (int i = 0; i < 100; i++) {
            assertRefused(ErrorCode.RATE_LIMITED, () -> rooms.create("Too many", "", ann));
            assertRefused(
                    ErrorCode.RATE_LIMITED, () -> rooms.edit(room, byAnn, edit(Optional.empty(), Optional.of("x"))));
        }
        assertThat(heard).isEmpty();
        rooms.create("Bob's", "", bob);
        nanos.addAndGet(Duration.ofSeconds(1).toNanos());
        rooms.create("One a second", "", ann);
        assertThat(heard).hasSize(2);
    }

    /** Whoever is refused has renamed nothing. */
    @Test
    void nameAndRetentionAreOneChange() {
        RoomId room = rooms.create("Lobby", "", ann).id();
        for (int i = 0; i < 48; i++) {
            rooms.edit(room, byAnn, edit(Optional.empty(), Optional.of("x" + i)));
        }
        heard.clear();
        RoomEdit attic = edit(Optional.of("Attic"), Optional.empty());
        List<String> calls = new ArrayList<>();
        faults.watch(calls::add);
        Room edited = rooms.edit(
                room, byAnn, edit(Optional.of("Hall"), Optional.empty()).keeping(Optional.of("P1D")));
        assertThat(edited.name()).isEqualTo("Hall");
        assertThat(edited.retention()).contains(Retention.parse("P1D"));
        assertThat(calls).containsOnlyOnce("edit");
        assertThat(heard).hasSize(1);
        assertThat(rooms.edit(
                        room, byAnn, edit(Optional.empty(), Optional.empty()).keeping(Optional.of("P1D"))))
                .as("costs nothing, as it is so")
                .isEqualTo(edited);
        assertRefused(ErrorCode.RATE_LIMITED, () -> rooms.edit(room, byAnn, attic.keeping(Optional.of("P2D"))));
        assertRefused(ErrorCode.INVALID, () -> rooms.edit(room, byAnn, attic.keeping(Optional.of("P0D"))));
        assertThat(repository.find(room)).contains(edited);
    }

    /** Another tab renames the room between this one's reading and writing. */
    @Test
    void leavesWhatIsNotGivenAsItIsAtThatMoment() {
        RoomId room = rooms.create("Lobby", "", ann).id();
        faults.watch(call -> {
            if (call.equals("edit")) {
                faults.back();
                rooms.edit(room, byAnn, edit(Optional.of("Hall"), Optional.empty()));
            }
        });
        assertThat(rooms.edit(room, byAnn, edit(Optional.empty(), Optional.of("for all"))))
                .extracting(Room::name, Room::description)
                .containsExactly("Hall", "for all");
        heard.clear();
        rooms.edit(room, byAnn, edit(Optional.empty(), Optional.empty()));
        assertThat(heard).as("nothing is told when nothing changes").isEmpty();
    }

    private RoomEnding ending(LiveNodes ofNode, Clock itsClock) {
        RoomLanes lanes = new RoomLanes(Runnable::run, 10);
        return new RoomEnding(deletions, lanes, delivery, listener, endings, ofNode, itsClock);
    }

    private RoomCatalog catalog() {
        UserPace pace = new UserPace(UserLimits.standard(), nanos::get);
        return Catalogs.of(repository, listener, ending, endings, pace, clock);
    }

    private static RoomEdit edit(Optional<String> name, Optional<String> description) {
        return RoomEdit.shown(name, description);
    }

    private static void assertRefused(ErrorCode code, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(ChatException.class, e -> assertThat(e.code())
                .isEqualTo(code));
    }
}
