package xyz.anipub.auth.mongo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoDatabase;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import xyz.anipub.auth.Registration;
import xyz.anipub.auth.Standing;
import xyz.anipub.auth.Suspension;
import xyz.anipub.auth.UnavailableException;
import xyz.anipub.auth.User;
import xyz.anipub.auth.UserRepository.Added;
import xyz.anipub.auth.invitation.Invitation;
import xyz.anipub.auth.reset.ResetCode;
import xyz.anipub.auth.session.Session;
import xyz.anipub.auth.session.Visitor;
import xyz.anipub.store.TestDatabase;

/** What the stores of sessions, codes and standings promise, also to two at once. */
class MongoAccountsTest {

    private static final User ANN = new User("0123456789abcdef01234567", "Ann", "", "$hash");
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00.123Z");

    @RegisterExtension
    static final TestDatabase mongo = new TestDatabase();

    private MongoDatabase database;
    private MongoUsers users;

    @BeforeEach
    void emptyDatabase() {
        database = mongo.emptied();
        users = new MongoUsers(database);
        // Nobody is added before the indexes exist, which takes its time where many tests run.
        await().ignoreExceptionsInstanceOf(UnavailableException.class).until(() -> users.add(ANN) == Added.YES);
    }

    private static long won(Supplier<Boolean> call) {
        List<CompletableFuture<Boolean>> calls = IntStream.range(0, 8)
                .mapToObj(i -> CompletableFuture.supplyAsync(call))
                .toList();
        return calls.stream().map(CompletableFuture::join).filter(won -> won).count();
    }

    @Test
    void aPasswordAndTheGenerationChangeTogetherAndOnce() {
        assertThat(won(() ->
                        users.changePassword(ANN.id(), "$hash", "$new", "sid").isPresent()))
                .isEqualTo(1);
        assertThat(users.byId(ANN.id()).orElseThrow())
                .isEqualTo(new User(ANN.id(), "Ann", "", "$new", new Standing(1, "sid", Optional.empty())));
        assertThat(users.changePassword(ANN.id(), "$new", "$newer", ""))
                .map(User::standing)
                .contains(new Standing(2, "", Optional.empty()));
    }

    @Test
    void aSuspensionStandsWithItsUser() {
        Suspension until = new Suspension(Optional.of(NOON), "spam");
        assertThat(users.suspend(ANN.id(), Optional.of(until))).isTrue();
        assertThat(users.byId(ANN.id()).orElseThrow().standing().suspension()).contains(until);
        Suspension forEver = new Suspension(Optional.empty(), "");
        users.suspend(ANN.id(), Optional.of(forEver));
        assertThat(users.byId(ANN.id()).orElseThrow().standing().suspension()).contains(forEver);
        users.suspend(ANN.id(), Optional.empty());
        assertThat(users.byId(ANN.id())).contains(ANN);
        assertThat(users.suspend("0123456789abcdef01234568", Optional.empty())).isFalse();
        assertThat(users.suspend("nobody", Optional.empty())).isFalse();
    }

    @Test
    void pagesPeopleByTheirNames() {
        for (String name : List.of("anna", "Bob", "Anton")) {
            users.add(new User(new ObjectId().toHexString(), name, "", ""));
        }
        assertThat(users.page("", "", 3)).extracting(User::name).containsExactly("Ann", "anna", "Anton");
        assertThat(users.page("", "anton", 3)).extracting(User::name).containsExactly("Bob");
        assertThat(users.page("ann", "", 3)).extracting(User::name).containsExactly("Ann", "anna");
        assertThat(users.page("an", "ann", 3)).extracting(User::name).containsExactly("anna", "Anton");
    }

    @Test
    void keepsSessions() {
        MongoSessions sessions = new MongoSessions(database);
        Session first = session("one", NOON);
        sessions.put(first);
        sessions.put(session("two", NOON.plusSeconds(1)));
        sessions.put(new Session("other", "0123456789abcdef01234568", first.visitor(), NOON, NOON, NOON));
        assertThat(sessions.find("one")).contains(first);
        sessions.used("one", NOON.plusSeconds(2));
        sessions.used("one", NOON);
        sessions.used("gone", NOON);
        assertThat(sessions.of(ANN.id(), 10)).extracting(Session::id).containsExactly("one", "two");
        sessions.put(new Session("one", ANN.id(), new Visitor("x", ""), NOON, NOON, NOON.plusSeconds(99)));
        assertThat(sessions.find("one"))
                .as("renewed")
                .contains(
                        new Session("one", ANN.id(), first.visitor(), NOON, NOON.plusSeconds(2), NOON.plusSeconds(99)));
        sessions.removeOthers(ANN.id(), "two");
        assertThat(sessions.of(ANN.id(), 10)).extracting(Session::id).containsExactly("two");
        assertThat(sessions.sweep(NOON.plusSeconds(12))).isEqualTo(2);
        assertThat(sessions.find("other")).isEmpty();
    }

    private static Session session(String id, Instant usedAt) {
        return new Session(id, ANN.id(), new Visitor("Desk", "192.0.2.0/24"), NOON, usedAt, NOON.plusSeconds(10));
    }

    @Test
    void aCodeForANewPasswordIsTakenOnce() {
        MongoResetCodes codes = new MongoResetCodes(database);
        codes.put(new ResetCode(ANN.id(), "former", NOON, 0));
        codes.put(new ResetCode(ANN.id(), "digest", NOON, 0));
        assertThat(codes.take("former", Instant.EPOCH)).isEmpty();
        assertThat(codes.take("digest", NOON)).as("expired").isEmpty();
        assertThat(won(() -> codes.take("digest", NOON.minusSeconds(1)).isPresent()))
                .isEqualTo(1);
        codes.put(new ResetCode(ANN.id(), "digest", NOON, 0));
        codes.putBack(new ResetCode(ANN.id(), "older", NOON, 0));
        assertThat(codes.take("older", Instant.EPOCH))
                .as("there is a newer one")
                .isEmpty();
        ResetCode taken = codes.take("digest", Instant.EPOCH).orElseThrow();
        codes.putBack(taken);
        assertThat(codes.sweep(NOON.plusSeconds(1))).isEqualTo(1);
    }

    @Test
    void theLastUseOfAnInvitationIsTakenOnce() {
        MongoInvitations invitations = new MongoInvitations(database);
        Invitation two = new Invitation("one", "digest", ANN.id(), NOON, NOON.plusSeconds(9), 2);
        invitations.add(two);
        assertThat(invitations.list(10)).containsExactly(two);
        assertThat(invitations.takeUse("digest", NOON.plusSeconds(9)))
                .as("expired")
                .isFalse();
        assertThat(invitations.takeUse("other", NOON)).isFalse();
        assertThat(won(() -> invitations.takeUse("digest", NOON))).isEqualTo(2);
        assertThat(invitations.list(10)).as("they are not in the way of others").isEmpty();
        invitations.giveBack("digest");
        assertThat(invitations.takeUse("digest", NOON)).isTrue();
        assertThat(invitations.remove("one")).isTrue();
        assertThat(invitations.remove("one")).isFalse();
        invitations.add(two);
        invitations.removeOf("0123456789abcdef01234568");
        assertThat(invitations.list(10)).containsExactly(two);
        invitations.removeOf(ANN.id());
        assertThat(invitations.list(10)).as("who made it is gone").isEmpty();
        invitations.add(two);
        assertThat(invitations.sweep(NOON.plusSeconds(10))).isEqualTo(1);
    }

    @Test
    void theFirstAdminIsTheFirst() {
        MongoFirstAdmin admin = new MongoFirstAdmin(database, new MongoSecrets(database));
        assertThat(admin.find()).isEmpty();
        assertThat(admin.code("one")).isEqualTo("one");
        assertThat(admin.code("two")).isEqualTo("one");
        assertThat(admin.become(ANN.id())).isTrue();
        assertThat(admin.become("0123456789abcdef01234568")).isFalse();
        assertThat(admin.find()).contains(ANN.id());
        admin.resign("0123456789abcdef01234568");
        assertThat(admin.code("two")).as("not the admin").isEqualTo("one");
        admin.resign(ANN.id());
        assertThat(admin.find()).isEmpty();
        assertThat(admin.code("two")).isEqualTo("two");
        admin.resign(ANN.id());
        assertThat(admin.code("three")).as("a second time").isEqualTo("two");
    }

    @Test
    void whoMayRegisterIsChangedOnlyByWhoHasReadIt() {
        MongoChosenRegistration chosen = new MongoChosenRegistration(database);
        Optional<Registration> none = Optional.empty();
        Optional<Registration> closed = Optional.of(Registration.CLOSED);
        Optional<Registration> open = Optional.of(Registration.OPEN);
        assertThat(chosen.find()).isEmpty();
        assertThat(chosen.replace(closed, open)).isFalse();
        assertThat(chosen.replace(closed, none)).isFalse();
        assertThat(chosen.replace(none, closed)).isTrue();
        assertThat(chosen.replace(none, open)).isFalse();
        assertThat(chosen.find()).isEqualTo(closed);
        assertThat(chosen.replace(open, none)).isFalse();
        assertThat(chosen.replace(closed, open)).isTrue();
        assertThat(chosen.find()).isEqualTo(open);
        assertThat(chosen.replace(open, none)).isTrue();
        assertThat(chosen.find()).isEmpty();
    }
}
