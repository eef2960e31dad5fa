package xyz.anipub.chat.mongo.room;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.TestIds;
import xyz.anipub.chat.UserId;
import xyz.anipub.chat.direct.DirectKey;
import xyz.anipub.chat.member.Member;
import xyz.anipub.chat.mongo.ChatDatabase;
import xyz.anipub.chat.mongo.ChatStore;
import xyz.anipub.chat.mongo.people.MongoBlockRepository;
import xyz.anipub.chat.power.Role;
import xyz.anipub.chat.power.RoomPolicy;
import xyz.anipub.chat.power.RoomPolicy.History;
import xyz.anipub.chat.power.RoomPolicy.Kind;
import xyz.anipub.chat.power.RoomPolicy.Visibility;
import xyz.anipub.chat.power.RoomPolicy.Who;
import xyz.anipub.chat.power.RoomPower;
import xyz.anipub.chat.power.Sanction;
import xyz.anipub.chat.power.TurnRepository.Turn;
import xyz.anipub.chat.room.Room;
import xyz.anipub.chat.room.RoomRepository.Change;
import xyz.anipub.chat.room.RoomRepository.Governing;

/** What a database keeps of power keeps the promises of its ports. */
class ModerationStoresTest {

    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00.123Z");

    @RegisterExtension
    static final ChatDatabase mongo = new ChatDatabase();

    private final Member ann = new Member(TestIds.user(), "Ann", "");
    private final Member bob = new Member(TestIds.user(), "Bob", "");
    private final RoomId room = TestIds.room();
    private ChatStore store;
    private MongoRoomRepository rooms;
    private MongoRoomPowerRepository powers;

    @BeforeEach
    void aRoom() {
        store = mongo.emptyStore();
        rooms = new MongoRoomRepository(store);
        powers = new MongoRoomPowerRepository(store);
        rooms.create(new Room(room, "Lobby", "", ann.id(), NOON, NOON));
        rooms.addMember(room, ann);
        rooms.addMember(room, bob);
    }

    private RoomPower power() {
        return powers.find(room).orElseThrow();
    }

    @Test
    void ownersChangeOnlyIfTheyAreWhatWasRead() {
        MongoRoleRepository roles = new MongoRoleRepository(store);
        List<UserId> both = List.of(ann.id(), bob.id());
        assertThat(roles.replaceOwners(room, List.of(bob.id()), both)).isFalse();
        assertThat(roles.replaceOwners(room, List.of(ann.id()), both)).isTrue();
        assertThat(power().policy().owners()).isEqualTo(both);
        assertThat(roles.replaceOwners(room, List.of(ann.id()), List.of())).isFalse();
        assertThat(roles.replaceOwners(room, both, List.of(bob.id()))).isTrue();
        // Of a version that kept none, its creator owns it.
        store.rooms()
                .updateMany(
                        new org.bson.Document(), new org.bson.Document("$unset", new org.bson.Document("owners", "")));
        assertThat(roles.replaceOwners(room, List.of(bob.id()), both)).isFalse();
        assertThat(roles.replaceOwners(room, List.of(ann.id()), both)).isTrue();
    }

    @Test
    void aGroupOfWhomTwoAreLeftIsNoPair() {
        Member eve = new Member(TestIds.user(), "Eve", "");
        new MongoBlockRepository(store).add(ann.id(), bob.id(), NOON);
        RoomPower pair = powers.find(direct(ann, bob)).orElseThrow();
        assertThat(pair.isPair()).isTrue();
        assertThat(pair.mutes()).containsOnlyKeys(ann.id(), bob.id());
        RoomId group = direct(ann, bob, eve);
        rooms.removeMember(group, eve.id());
        RoomPower left = powers.find(group).orElseThrow();
        assertThat(left.isPair()).isFalse();
        assertThat(left.mutes()).isEmpty();
    }

    private RoomId direct(Member... people) {
        List<UserId> users = Stream.of(people).map(Member::id).toList();
        RoomPolicy policy = new RoomPolicy(
                Kind.DIRECT, Visibility.PRIVATE, Who.MEMBERS, Duration.ZERO, Who.MODERATORS, History.ALL, 1, List.of());
        Room created = new Room(rooms.nextId(), "", "", users.get(0), NOON, NOON, 0, people.length).governed(policy);
        Stream.of(people).forEach(each -> rooms.addMember(created.id(), each));
        assertThat(new MongoDirectRepository(store).create(created, DirectKey.of(users)))
                .isTrue();
        return created.id();
    }

    @Test
    void onlyMembersAreMade() {
        MongoRoleRepository roles = new MongoRoleRepository(store);
        assertThat(roles.setModerator(room, TestIds.user(), true)).isFalse();
        assertThat(roles.setModerator(room, bob.id(), true)).isTrue();
        rooms.addMember(room, new Member(bob.id(), "Robert", ""));
        assertThat(power().role(bob.id())).isEqualTo(Role.MODERATOR);
        assertThat(roles.setModerator(room, bob.id(), false)).isTrue();
        assertThat(power().role(bob.id())).isEqualTo(Role.MEMBER);
        roles.setModerator(room, bob.id(), true);
        rooms.removeMember(room, bob.id());
        rooms.addMember(room, bob);
        assertThat(power().role(bob.id())).isEqualTo(Role.MEMBER);
    }

    @Test
    void sanctionsAreOneOfEachKindAndEndByThemselves() {
        MongoSanctionRepository sanctions = new MongoSanctionRepository(store);
        for (Sanction.Kind kind : Sanction.Kind.values()) {
            Sanction first = new Sanction(room, bob.id(), NOON.plusSeconds(60), "spam", ann.id(), NOON);
            Sanction second = new Sanction(room, bob.id(), Instant.MAX, "", ann.id(), NOON);
            sanctions.put(kind, first);
            assertThat(sanctions.find(kind, room, bob.id(), NOON)).contains(first);
            assertThat(sanctions.find(kind, room, bob.id(), NOON.plusSeconds(60)))
                    .isEmpty();
            assertThat(sanctions.all(kind, room, NOON.plusSeconds(60))).isEmpty();
            sanctions.put(kind, second);
            assertThat(sanctions.all(kind, room, NOON.plusSeconds(60))).containsExactly(second);
            assertThat(sanctions.remove(kind, room, bob.id())).isTrue();
            assertThat(sanctions.remove(kind, room, bob.id())).isFalse();
        }
    }

    @Test
    void ofTwoTurnsInOneIntervalOneIsTaken() {
        MongoTurnRepository turns = new MongoTurnRepository(store);
        Duration interval = Duration.ofSeconds(30);
        Turn first = turn(NOON, Optional.of("c1"));
        assertThat(turns.take(first, interval)).isEmpty();
        assertThat(turns.take(turn(NOON.plusSeconds(29), Optional.empty()), interval))
                .contains(first);
        Turn again = turn(NOON.plusSeconds(29), Optional.of("c1"));
        assertThat(turns.take(again, interval)).as("the same attempt").contains(first);
        turns.giveBack(again);
        rooms.removeMember(room, bob.id());
        rooms.addMember(room, bob);
        assertThat(turns.take(again, interval)).as("who has left and come back").contains(first);
        again = turn(NOON.plusSeconds(30), Optional.of("c1"));
        assertThat(turns.take(again, interval)).isEmpty();
        Turn instead = turn(NOON.plusSeconds(30), Optional.empty());
        assertThat(turns.replace(first, instead)).isFalse();
        assertThat(turns.replace(again, instead)).isTrue();
        turns.giveBack(instead);
        assertThat(turns.take(turn(NOON.plusSeconds(31), Optional.empty()), interval))
                .isEmpty();
        assertThat(turns.take(turn(NOON.plusSeconds(61), Optional.empty()), interval))
                .isEmpty();
        turns.removeBefore(NOON.plusSeconds(61));
        assertThat(store.turns().countDocuments()).isEqualTo(1);
        new MongoRoomDeletions(store).removeMemberships(room);
        assertThat(store.turns().countDocuments()).isZero();
    }

    private Turn turn(Instant at, Optional<String> clientId) {
        return new Turn(room, bob.id(), TestIds.message(), clientId, at);
    }

    @Test
    void aRoomIsGovernedAnewInOneStep() {
        Governing strict = new Governing(
                Optional.of(xyz.anipub.chat.power.RoomPolicy.Who.MODERATORS),
                Optional.of(Duration.ofSeconds(5)),
                Optional.empty());
        Change change = new Change(Optional.empty(), Optional.of("calm"), false, Optional.empty(), strict);
        Room after = rooms.edit(room, change).orElseThrow();
        assertThat(after.description()).isEqualTo("calm");
        assertThat(after.policy()).isEqualTo(strict.of(power().policy())).isEqualTo(power().policy());
        assertThat(power().policy().slowMode()).isEqualTo(Duration.ofSeconds(5));
    }
}
