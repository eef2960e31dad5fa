package xyz.anipub.chat.mongo.room;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bson.BsonDocument;
import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import xyz.anipub.chat.InvalidFieldException;
import xyz.anipub.chat.Page;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.TestIds;
import xyz.anipub.chat.UserId;
import xyz.anipub.chat.member.Member;
import xyz.anipub.chat.member.Membership;
import xyz.anipub.chat.mongo.ChatDatabase;
import xyz.anipub.chat.mongo.ChatStore;
import xyz.anipub.chat.room.Room;
import xyz.anipub.chat.room.RoomNameTakenException;
import xyz.anipub.chat.room.RoomRepository.Activity;

class MongoRoomRepositoryTest {

    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00.123Z");

    @RegisterExtension
    static final ChatDatabase mongo = new ChatDatabase();

    private MongoRoomRepository rooms;
    private MongoMembershipRepository memberships;

    @BeforeEach
    void empty() {
        ChatStore store = mongo.emptyStore();
        rooms = new MongoRoomRepository(store);
        memberships = new MongoMembershipRepository(store);
    }

    @Test
    void findsWhatItCreated() {
        Room room = new Room(rooms.nextId(), "Lobby", "for all", TestIds.user(), NOON, NOON.plusMillis(1));
        rooms.create(room);
        assertThat(rooms.find(room.id())).contains(room);
        assertThat(rooms.find(rooms.nextId())).isEmpty();
    }

    @Test
    void changesNameAndDescriptionAndNothingElse() {
        Room room = room("Lobby", NOON);
        rooms.create(room);
        rooms.touch(Map.of(room.id(), new Activity(NOON.plusSeconds(1), 7)));
        Room edited = rooms.edit(room.id(), Optional.of("Hall"), Optional.of("for all"))
                .orElseThrow();
        assertThat(edited)
                .isEqualTo(new Room(
                        room.id(), "Hall", "for all", room.creator(), NOON, NOON.plusSeconds(1), 7, Room.UNCOUNTED));
        assertThat(rooms.find(room.id())).contains(edited);
        assertThat(rooms.list("hal", Optional.empty(), 10).items()).containsExactly(edited);
        assertThat(rooms.edit(room.id(), Optional.of("HALL"), Optional.of(""))).isPresent();
        assertThat(rooms.edit(rooms.nextId(), Optional.of("Nowhere"), Optional.empty()))
                .isEmpty();
        rooms.create(room("Other", NOON));
        assertThatThrownBy(() -> rooms.edit(room.id(), Optional.of("OTHER"), Optional.empty()))
                .isInstanceOf(RoomNameTakenException.class);
        assertThat(rooms.find(room.id()).orElseThrow().name()).isEqualTo("HALL");
    }

    @Test
    void hidesAndShowsRoomsAndTheirNames() {
        Room room = room("Lobby", NOON);
        rooms.create(room);
        Room hidden = rooms.hide(room.id()).orElseThrow();
        assertThat(hidden.policy().isPrivate()).isTrue();
        assertThat(rooms.find(room.id())).contains(hidden);
        assertThat(rooms.hide(room.id())).isEmpty();
        assertThat(rooms.list("", Optional.empty(), 10).items()).isEmpty();
        assertThat(rooms.list("lob", Optional.empty(), 10).items()).isEmpty();

        Room other = room("Lobby", NOON);
        rooms.create(other);
        rooms.create(room(room.id().value(), NOON));
        assertThatThrownBy(() -> rooms.show(room.id(), 7)).isInstanceOf(RoomNameTakenException.class);
        assertThat(rooms.edit(room.id(), Optional.of("Lobby"), Optional.of("x")))
                .isPresent();
        rooms.edit(other.id(), Optional.of("Hall"), Optional.empty());
        Room shown = rooms.show(room.id(), 7).orElseThrow();
        assertThat(shown.policy().publicFrom()).isEqualTo(7);
        assertThat(shown.policy().isPrivate()).isFalse();
        assertThat(rooms.publicFrom(room.id(), 9).orElseThrow().policy().publicFrom())
                .isEqualTo(9);
        assertThatThrownBy(() -> rooms.create(room("LOBBY", NOON))).isInstanceOf(RoomNameTakenException.class);
        assertThat(rooms.list("lob", Optional.empty(), 10).items()).hasSize(1);
    }

    @Test
    void showsARoomUnderAnotherNameAtOnceOrNotAtAll() {
        Room room = room("Lobby", NOON);
        rooms.create(room);
        rooms.hide(room.id());
        rooms.create(room("Lobby", NOON));
        rooms.create(room("Hall", NOON));
        assertThatThrownBy(() -> rooms.show(room.id(), Optional.of("HALL"), 7))
                .isInstanceOf(RoomNameTakenException.class);
        assertThat(rooms.find(room.id()).orElseThrow().policy().isPrivate()).isTrue();
        assertThat(rooms.find(room.id()).orElseThrow().name()).isEqualTo("Lobby");
        Room shown = rooms.show(room.id(), Optional.of("Attic"), 7).orElseThrow();
        assertThat(shown.name()).isEqualTo("Attic");
        assertThatThrownBy(() -> rooms.create(room("ATTIC", NOON))).isInstanceOf(RoomNameTakenException.class);
    }

    /** What others may read begins far ahead while a room is being shown. */
    @Test
    void whoJoinsMayReadWhatComesNextAtLeast() {
        Room room = room("Lobby", NOON);
        rooms.create(room);
        Member bob = new Member(TestIds.user(), "Bob", "");
        rooms.addMember(room.id(), bob, 1_000_000_000);
        assertThat(memberships.of(bob.id(), List.of(room.id())))
                .extracting(Membership::from)
                .containsExactly(1L);
    }

    @Test
    void findsManyRoomsAtOnceAndTheLastActiveOfThem() {
        List<Room> all = IntStream.range(0, 4)
                .mapToObj(i -> room("Room " + i, NOON.plusSeconds(i)))
                .toList();
        all.forEach(rooms::create);
        List<RoomId> asked = List.of(all.get(2).id(), all.get(0).id(), rooms.nextId());
        assertThat(rooms.findAll(asked)).containsExactlyInAnyOrder(all.get(0), all.get(2));
        assertThat(rooms.lastActive(asked, 1)).containsExactly(all.get(2));
        assertThat(rooms.lastActive(asked, 9)).containsExactly(all.get(2), all.get(0));
        assertThat(rooms.findAll(List.of())).isEmpty();
        assertThat(rooms.lastActive(List.of(), 9)).isEmpty();
    }

    @Test
    void letsOneOfManyHaveAName() {
        List<CompletableFuture<Boolean>> creates = IntStream.range(0, 6)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> create(i % 2 == 0 ? "Lobby" : "LOBBY")))
                .toList();
        assertThat(creates.stream().filter(CompletableFuture::join)).hasSize(1);
        assertThatThrownBy(() -> rooms.create(room("lobby", NOON))).isInstanceOf(RoomNameTakenException.class);
    }

    @Test
    void listsTheLastActiveFirstPageByPage() {
        List<RoomId> ids = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            // Two of them at the same moment: then the id decides.
            Room room = room("Room " + i, NOON.plusSeconds(i / 2));
            rooms.create(room);
            ids.add(0, room.id());
        }
        Page<Room> first = rooms.list("", Optional.empty(), 3);
        assertThat(first.items()).extracting(Room::id).isEqualTo(ids.subList(0, 3));
        Page<Room> second = rooms.list("", first.next(), 3);
        assertThat(second.items()).extracting(Room::id).isEqualTo(ids.subList(3, 5));
        assertThat(second.next()).isEmpty();
        assertThat(rooms.list("", Optional.empty(), 5).next()).isEmpty();
        assertThatThrownBy(() -> rooms.list("", Optional.of("no cursor"), 9)).isInstanceOf(InvalidFieldException.class);
        assertThatThrownBy(() -> rooms.list("", Optional.of("1-zzz"), 9)).isInstanceOf(InvalidFieldException.class);
    }

    @Test
    void findsRoomsByAPartOfTheirName() {
        rooms.create(room("Caf\u00e9 (new)", NOON));
        rooms.create(room("a.b*c \\E$", NOON));
        assertThat(names("CAFE\u0301")).containsExactly("Caf\u00e9 (new)");
        assertThat(names("(NEW)")).containsExactly("Caf\u00e9 (new)");
        assertThat(names(".b*")).containsExactly("a.b*c \\E$");
        assertThat(names("\\e$")).containsExactly("a.b*c \\E$");
        assertThat(names("a-b")).isEmpty();
        assertThat(names("axb")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u0000", "a\u0000b", "(", "[", "\\", "*", "^", "\\Q", "{$ne"})
    void findsNothingForOddParts(String part) {
        rooms.create(room("Lobby", NOON));
        assertThat(names(part)).isEmpty();
    }

    @Test
    void findsNothingForAPartLongerThanAnyName() {
        rooms.create(room("Lobby", NOON));
        assertThat(names("\uFDFA".repeat(5000))).isEmpty();
    }

    @Test
    void movesActivityForwardOnly() {
        Room room = room("Lobby", NOON);
        rooms.create(room);
        rooms.touch(Map.of(room.id(), new Activity(NOON.plusMillis(5), 7)));
        rooms.touch(Map.of(room.id(), new Activity(NOON.minusMillis(5), 6), rooms.nextId(), new Activity(NOON, 1)));
        assertThat(rooms.find(room.id()).orElseThrow().updatedAt()).isEqualTo(NOON.plusMillis(5));
        assertThat(rooms.find(room.id()).orElseThrow().seqAtLeast()).isEqualTo(7);
        assertThat(rooms.list("", Optional.empty(), 9).items()).hasSize(1);
    }

    @Test
    void movesTheActivityOfManyRoomsInFewCommands() {
        Room room = room("Lobby", NOON);
        rooms.create(room);
        Map<RoomId, Activity> active = IntStream.range(0, 999)
                .boxed()
                .collect(Collectors.toMap(i -> rooms.nextId(), i -> new Activity(NOON, i)));
        active.put(room.id(), new Activity(NOON.plusSeconds(1), 7));
        mongo.commands.clear();
        rooms.touch(active);
        assertThat(mongo.commands).hasSize(2);
        assertThat(mongo.commands)
                .allMatch(update -> !update.getBoolean("ordered").getValue());
        assertThat(rooms.find(room.id()).orElseThrow().seqAtLeast()).isEqualTo(7);
    }

    /** Somebody else may have changed the other one since it was read. */
    @Test
    void writesOnlyWhatIsGiven() {
        Room room = room("Lobby", NOON);
        rooms.create(room);
        mongo.commands.clear();
        rooms.edit(room.id(), Optional.of("Hall"), Optional.empty());
        rooms.edit(room.id(), Optional.empty(), Optional.of("for all"));
        assertThat(mongo.commands)
                .filteredOn(command -> command.containsKey("findAndModify"))
                .extracting(
                        edit -> edit.getDocument("update").getDocument("$set").keySet())
                .as("a private room's name is not claimed, which is tried first")
                .containsExactly(Set.of("name"), Set.of("name", "nameKey"), Set.of("description"));
        assertThat(rooms.edit(room.id(), Optional.empty(), Optional.empty()))
                .get()
                .extracting(Room::name, Room::description)
                .containsExactly("Hall", "for all");
    }

    @Test
    void keepsOneMembershipHoweverOftenAndWhereItIsAdded() {
        RoomId room = rooms.nextId();
        UserId ann = TestIds.user();
        List<CompletableFuture<Void>> adds = IntStream.range(0, 8)
                .mapToObj(i ->
                        CompletableFuture.runAsync(() -> rooms.addMember(room, new Member(ann, "Ann" + i, "" + i))))
                .toList();
        adds.forEach(CompletableFuture::join);
        assertThat(rooms.countMembers(room)).isEqualTo(1);
        rooms.addMember(room, new Member(ann, "Anna", "a.png"));
        assertThat(rooms.members(room, Optional.empty(), 9).items()).containsExactly(new Member(ann, "Anna", "a.png"));
        rooms.removeMember(room, ann);
        rooms.removeMember(room, ann);
        assertThat(memberships.isMember(room, ann)).isFalse();
    }

    @Test
    void countsMembersInTheRoomAsTheyComeAndGo() {
        Room room = new Room(rooms.nextId(), "Lobby", "", TestIds.user(), NOON, NOON, 0, 1);
        rooms.create(room);
        Member bob = member("Bob");
        rooms.addMember(room.id(), bob);
        rooms.addMember(room.id(), bob);
        rooms.addMember(room.id(), member("Cat"));
        assertThat(rooms.find(room.id()).orElseThrow().memberCount()).isEqualTo(3);
        rooms.removeMember(room.id(), bob.id());
        rooms.removeMember(room.id(), bob.id());
        assertThat(rooms.find(room.id()).orElseThrow().memberCount()).isEqualTo(2);
    }

    /** As ten thousand do at once after an outage. */
    @Test
    void writesNothingAndCountsNobodyWhenSomebodyComesBack() {
        Room room = new Room(rooms.nextId(), "Lobby", "", TestIds.user(), NOON, NOON, 0, 1);
        rooms.create(room);
        Member bob = member("Bob");
        rooms.addMember(room.id(), bob);
        mongo.commands.clear();
        assertThat(rooms.addMember(room.id(), bob)).isFalse();
        assertThat(mongo.commands).extracting(BsonDocument::getFirstKey).containsExactly("find");
    }

    @Test
    void givesAMembershipOfAnOlderVersionTheFormOfItsName() {
        RoomId room = rooms.nextId();
        Member bob = member("Bob");
        rooms.addMember(room, bob);
        mongo.database
                .getCollection("memberships")
                .updateMany(new Document(), new Document("$unset", new Document("nameKey", "")));
        rooms.addMember(room, bob);
        assertThat(rooms.membersNamed(room, List.of("bob"))).containsOnlyKeys("bob");
    }

    @Test
    void knowsWhoBelongs() {
        RoomId room = rooms.nextId();
        Member ann = member("Ann");
        Member bob = member("Bob");
        rooms.addMember(room, ann);
        rooms.addMember(room, bob);
        rooms.addMember(rooms.nextId(), member("Eve"));
        assertThat(memberships.membersAmong(room, List.of(ann.id()))).containsExactly(ann.id());
        assertThat(memberships.membersAmong(room, List.of(ann.id(), TestIds.user(), bob.id())))
                .isEqualTo(Set.of(ann.id(), bob.id()));
        assertThat(memberships.membersAmong(room, List.of(TestIds.user()))).isEmpty();
        assertThat(memberships.membersAmong(room, Set.of())).isEmpty();
    }

    @Test
    void answersEachOfManyWhoAskAtOnceAboutItsOwnRoom() {
        List<RoomId> some = Stream.generate(rooms::nextId).limit(40).toList();
        List<Member> people = List.of(member("Ann"), member("Bob"));
        for (int i = 0; i < some.size(); i++) {
            rooms.addMember(some.get(i), people.get(i % 2));
        }
        List<UserId> asked = people.stream().map(Member::id).toList();

        List<CompletableFuture<Set<UserId>>> answers = some.stream()
                .map(room -> CompletableFuture.supplyAsync(() -> memberships.membersAmong(room, asked)))
                .toList();

        for (int i = 0; i < some.size(); i++) {
            assertThat(answers.get(i).join()).containsExactly(people.get(i % 2).id());
        }
    }

    @Test
    void findsMembersByTheirNames() {
        RoomId room = rooms.nextId();
        Member ann = new Member(TestIds.user(), "Ann Lee", "a.png");
        rooms.addMember(room, ann);
        rooms.addMember(rooms.nextId(), new Member(TestIds.user(), "Bob", ""));
        assertThat(rooms.membersNamed(room, List.of("ann lee", "bob", "ann")))
                .containsExactly(Map.entry("ann lee", ann));
        rooms.addMember(room, new Member(ann.id(), "Anna", ""));
        assertThat(rooms.membersNamed(room, List.of("ann lee", "anna"))).containsOnlyKeys("anna");
        List<String> many = Stream.concat(IntStream.range(0, 1_200).mapToObj(i -> "user" + i), Stream.of("anna"))
                .toList();
        assertThat(rooms.membersNamed(room, many)).containsOnlyKeys("anna");
        rooms.removeMember(room, ann.id());
        assertThat(rooms.membersNamed(room, List.of("anna"))).isEmpty();
        assertThat(rooms.membersNamed(room, List.of())).isEmpty();
    }

    @Test
    void pagesThroughMembersInTheOrderOfTheirIds() {
        RoomId room = rooms.nextId();
        List<Member> members =
                IntStream.range(0, 5).mapToObj(i -> member("m" + i)).toList();
        for (int i : new int[] {3, 0, 4, 1, 2}) {
            rooms.addMember(room, members.get(i));
        }
        Page<Member> first = rooms.members(room, Optional.empty(), 3);
        assertThat(first.items()).isEqualTo(members.subList(0, 3));
        Page<Member> second = rooms.members(room, first.next(), 3);
        assertThat(second.items()).isEqualTo(members.subList(3, 5));
        assertThat(second.next()).isEmpty();
        assertThatThrownBy(() -> rooms.members(room, Optional.of("no cursor"), 9))
                .isInstanceOf(InvalidFieldException.class);
        assertThat(rooms.countMembers(room)).isEqualTo(5);
    }

    private boolean create(String name) {
        try {
            rooms.create(room(name, NOON));
            return true;
        } catch (RoomNameTakenException taken) {
            return false;
        }
    }

    private List<String> names(String part) {
        return rooms.list(part, Optional.empty(), 9).items().stream()
                .map(Room::name)
                .toList();
    }

    private static Member member(String name) {
        return new Member(TestIds.user(), name, "");
    }

    private Room room(String name, Instant updatedAt) {
        return new Room(rooms.nextId(), name, "", TestIds.user(), NOON, updatedAt);
    }
}
