package xyz.anipub.chat.invite;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import xyz.anipub.chat.TestIds;
import xyz.anipub.chat.UserLimits;
import xyz.anipub.chat.UserPace;
import xyz.anipub.chat.member.Member;
import xyz.anipub.chat.mongo.ChatDatabase;
import xyz.anipub.chat.mongo.ChatStore;
import xyz.anipub.chat.mongo.people.MongoInvitationRepository;
import xyz.anipub.chat.mongo.room.MongoMembershipRepository;
import xyz.anipub.chat.mongo.room.MongoRoomPowerRepository;
import xyz.anipub.chat.mongo.room.MongoRoomRepository;
import xyz.anipub.chat.power.Actor;
import xyz.anipub.chat.power.Admissions;
import xyz.anipub.chat.power.Power;
import xyz.anipub.chat.power.RoomPowers;
import xyz.anipub.chat.room.Room;
import xyz.anipub.chat.room.RoomService;

/** What a room's code is worth to who is nobody yet. */
class RoomCodesTest {

    @RegisterExtension
    static final ChatDatabase mongo = new ChatDatabase();

    private final Member ann = new Member(TestIds.user(), "Ann", "");
    private final Member bob = new Member(TestIds.user(), "Bob", "");
    private MongoRoomRepository rooms;
    private Invitations invitations;
    private Room room;

    @BeforeEach
    void empty() {
        ChatStore store = mongo.emptyStore();
        rooms = new MongoRoomRepository(store);
        MongoMembershipRepository memberships = new MongoMembershipRepository(store);
        Power power = new Power(new RoomPowers(new MongoRoomPowerRepository(store)), memberships, Clock.systemUTC());
        RoomService service = new RoomService(
                rooms,
                memberships,
                power,
                () -> (where, user) -> {},
                Admissions.free(rooms),
                new UserPace(UserLimits.standard()));
        invitations = new Invitations(
                new MongoInvitationRepository(store),
                new Inviters(power),
                service,
                InvitationRules.standard(),
                new Guesses(InvitationRules.standard()));
        room = new Room(rooms.nextId(), "Lobby", "", ann.id(), Instant.now(), Instant.now());
        rooms.create(room);
        rooms.addMember(room.id(), ann);
    }

    private Invitations.Made make(long uses) {
        return invitations.make(room.id(), Actor.of(ann.id()), Optional.empty(), Optional.of(uses));
    }

    @Test
    void isGoodUntilItIsUsedUpAndIsNotUsedByAsking() {
        String code = make(1).code().text();
        for (int i = 0; i < 3; i++) {
            assertThat(invitations.isGood(code)).isTrue();
        }
        invitations.accept(code, bob, "192.0.2.1");
        assertThat(invitations.isGood(code)).isFalse();
        for (String wrong : new String[] {"", "nonsense", "Zm9vYmFyYmF6cXV4MTIzNA"}) {
            assertThat(invitations.isGood(wrong)).isFalse();
        }
    }

    @Test
    void isWorthNothingWhenItOrItsRoomIsGone() {
        Invitations.Made made = make(9);
        invitations.delete(room.id(), Actor.of(ann.id()), made.invitation().id());
        assertThat(invitations.isGood(made.code().text())).isFalse();
        String code = make(9).code().text();
        mongo.database.getCollection("rooms").deleteMany(new org.bson.Document());
        assertThat(invitations.isGood(code)).isFalse();
    }
}
