package xyz.anipub.chat.invite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.TestIds;
import xyz.anipub.chat.UnavailableException;
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
import xyz.anipub.chat.power.Powers;
import xyz.anipub.chat.room.Room;
import xyz.anipub.chat.room.RoomService;

/** What a room's code is worth to who is nobody yet. */
class RoomCodesTest {

    @RegisterExtension
    static final ChatDatabase mongo = new ChatDatabase();

    private final Member ann = new Member(TestIds.user(), "Ann", "");
    private final Member bob = new Member(TestIds.user(), "Bob", "");
    private final Member cem = new Member(TestIds.user(), "Cem", "");
    private boolean isAway;
    private MongoRoomRepository rooms;
    private Invitations invitations;
    private Room room;

    @BeforeEach
    void empty() {
        ChatStore store = mongo.emptyStore();
        rooms = new MongoRoomRepository(store) {
            @Override
            public Optional<Room> find(RoomId id) {
                if (isAway) {
                    throw new UnavailableException("away");
                }
                return super.find(id);
            }
        };
        MongoMembershipRepository memberships = new MongoMembershipRepository(store);
        Power power = new Power(Powers.kept(new MongoRoomPowerRepository(store)), memberships, Clock.systemUTC());
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

    private boolean takes(String code, Member somebody) {
        return invitations.takeAhead(code, somebody.id());
    }

    @Test
    void aUseIsTakenByRegisteringAndUsedByComingIn() {
        String code = make(1).code().text();
        assertThat(takes(code, bob)).isTrue();
        assertThat(takes(code, cem)).as("the only one is taken").isFalse();
        assertThatThrownBy(() -> invitations.accept(code, cem, "192.0.2.1"))
                .isInstanceOf(InvitationNotFoundException.class);
        make(1);
        assertThat(invitations.preview(code, bob, "192.0.2.1").id()).isEqualTo(room.id());
        assertThat(invitations.accept(code, bob, "192.0.2.1").id()).isEqualTo(room.id());
        rooms.removeMember(room.id(), bob.id());
        assertThatThrownBy(() -> invitations.accept(code, bob, "192.0.2.1"))
                .as("once")
                .isInstanceOf(InvitationNotFoundException.class);
    }

    @Test
    void oneUseRegistersOneOfManyAtOnce() {
        String code = make(1).code().text();
        List<Boolean> taken = IntStream.range(0, 16)
                .parallel()
                .mapToObj(any -> takes(code, new Member(TestIds.user(), "Any", "")))
                .toList();
        assertThat(taken.stream().filter(each -> each)).hasSize(1);
    }

    @Test
    void whoGotNoAccountGivesTheUseBack() {
        String code = make(1).code().text();
        assertThat(takes(code, bob)).isTrue();
        invitations.giveBack(code, bob.id());
        invitations.giveBack(code, bob.id());
        assertThat(takes(code, cem)).isTrue();
        assertThat(takes(code, bob)).isFalse();
    }

    @Test
    void whoCouldNotComeInMayTryAgain() {
        String code = make(1).code().text();
        assertThat(takes(code, bob)).isTrue();
        isAway = true;
        assertThatThrownBy(() -> invitations.accept(code, bob, "192.0.2.1")).isInstanceOf(UnavailableException.class);
        isAway = false;
        assertThat(invitations.accept(code, bob, "192.0.2.1").id()).isEqualTo(room.id());
    }

    @Test
    void whatIsNoneTakesNothing() {
        for (String wrong : new String[] {"", "nonsense", "Zm9vYmFyYmF6cXV4MTIzNA"}) {
            assertThat(takes(wrong, bob)).isFalse();
        }
    }

    @Test
    void isWorthNothingWhenItOrItsRoomIsGone() {
        Invitations.Made made = make(9);
        invitations.delete(room.id(), Actor.of(ann.id()), made.invitation().id());
        assertThat(takes(made.code().text(), bob)).isFalse();
        String code = make(9).code().text();
        mongo.database.getCollection("rooms").deleteMany(new org.bson.Document());
        assertThat(takes(code, bob)).isFalse();
    }
}
