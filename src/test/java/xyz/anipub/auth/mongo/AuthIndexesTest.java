package xyz.anipub.auth.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.IndexModel;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bson.BsonDocument;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import xyz.anipub.audit.AuditSettings;
import xyz.anipub.audit.Deed;
import xyz.anipub.audit.mongo.MongoAuditLog;
import xyz.anipub.auth.Registration;
import xyz.anipub.auth.Suspension;
import xyz.anipub.auth.User;
import xyz.anipub.auth.adopt.PeopleFields;
import xyz.anipub.auth.deletion.Deletion;
import xyz.anipub.auth.invitation.Invitation;
import xyz.anipub.auth.profile.ProfileChange;
import xyz.anipub.auth.reset.ResetCode;
import xyz.anipub.auth.session.Session;
import xyz.anipub.auth.session.Visitor;
import xyz.anipub.store.Query;
import xyz.anipub.store.TestDatabase;

/** Holds every query that the stores of accounts and of the audit send against the declared indexes. */
class AuthIndexesTest {

    private static final Map<String, List<IndexModel>> INDEXES = Map.of(
            MongoUsers.COLLECTION, MongoUsers.INDEXES,
            MongoSessions.COLLECTION, MongoSessions.INDEXES,
            MongoResetCodes.COLLECTION, MongoResetCodes.INDEXES,
            MongoRevokedTokens.COLLECTION, MongoRevokedTokens.INDEXES,
            MongoInvitations.COLLECTION, MongoInvitations.INDEXES,
            MongoAuditLog.COLLECTION, MongoAuditLog.INDEXES);

    private static final User ANN = new User("0123456789abcdef01234567", "Ann", "", "$hash");
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00.123Z");

    @RegisterExtension
    static final TestDatabase mongo = new TestDatabase();

    @Test
    void serveEveryQueryOfTheStores() {
        MongoDatabase database = mongo.emptied();
        useUsers(new MongoUsers(database), new MongoDeletedUsers(database), new MongoProfiles(database));
        useSessions(new MongoSessions(database));
        useCodes(new MongoResetCodes(database), new MongoInvitations(database));
        useSettings(database);
        useRevocations(new MongoRevokedTokens(database));
        useFormer(new MongoFormerPeople(database, new PeopleFields("people", "name", "email", "password", "image")));
        useAudit(new MongoAuditLog(database, AuditSettings.USUAL, Clock.systemUTC()));
        List<Query> queries = Query.of(mongo.commands.stream().filter(command -> !isFirstLook(command)));
        assertThat(queries).extracting(Query::collection).containsAll(INDEXES.keySet());
        assertThat(queries).as("shapes of queries").hasSizeGreaterThanOrEqualTo(30);
        assertThat(queries).allMatch(query -> query.isServed(INDEXES));
    }

    /** Whether there is anything in a collection at all: one document is read, whichever. */
    private static boolean isFirstLook(BsonDocument command) {
        return command.getFirstKey().equals("find")
                && command.getDocument("filter", new BsonDocument()).isEmpty()
                && command.containsKey("limit")
                && command.getNumber("limit").intValue() == 1;
    }

    @Test
    void wouldNotServeOthers() {
        assertNotServed("users", Set.of("suspended.until"), "{}");
        assertNotServed("users", Set.of("nameKey"), "{_id: 1}");
        assertNotServed("sessions", Set.of("usedAt"), "{}");
        assertNotServed("audit", Set.of("actor"), "{_id: -1}");
    }

    private static void assertNotServed(String collection, Set<String> fixed, String sort) {
        Query query = new Query(collection, fixed, Set.of(), BsonDocument.parse(sort));
        assertThat(query.isServed(INDEXES)).as(query.toString()).isFalse();
    }

    private static void useUsers(MongoUsers users, MongoDeletedUsers deleted, MongoProfiles profiles) {
        users.completeNames();
        users.add(ANN, "ann@example.org");
        users.add(ANN);
        users.add(new User("0123456789abcdef01234568", "ANN", "", ""));
        users.byId(ANN.id());
        users.byIds(List.of(ANN.id()));
        users.byNameKey("ann");
        users.byEmail("ann@example.org");
        users.isTaken("Ann");
        users.isEmailTaken("ann@example.org");
        users.complete(ANN.id(), "$hash", "ann@example.org");
        users.replaceHash(ANN.id(), "$hash", "$other");
        users.changePassword(ANN.id(), "$other", "$hash", "");
        users.suspend(ANN.id(), Optional.of(new Suspension(Optional.empty(), "")));
        users.suspend(ANN.id(), Optional.empty());
        for (String start : List.of("", "a")) {
            users.page(start, "", 9);
            users.page(start, "ann", 9);
        }
        profiles.byId(ANN.id());
        profiles.change(ANN.id(), new ProfileChange(Map.of(ProfileChange.Field.BIO, "x")));
        profiles.setPicture(ANN.id(), "", Optional.empty());
        deleted.delete(ANN, true, NOON, NOON);
        Deletion due = deleted.due(NOON, 9).get(0);
        deleted.done(due, Optional.of(NOON));
        deleted.done(deleted.due(NOON, 9).get(0), Optional.empty());
    }

    private static void useSessions(MongoSessions sessions) {
        sessions.put(new Session("one", ANN.id(), new Visitor("x", ""), NOON, NOON, NOON));
        sessions.find("one");
        sessions.of(ANN.id(), 9);
        sessions.used("one", NOON);
        sessions.remove("one");
        sessions.removeOthers(ANN.id(), "one");
        sessions.sweep(NOON);
    }

    private static void useCodes(MongoResetCodes codes, MongoInvitations invitations) {
        ResetCode code = new ResetCode(ANN.id(), "digest", NOON, 0);
        codes.put(code);
        codes.take("digest", NOON);
        codes.putBack(code);
        codes.forget(ANN.id());
        codes.sweep(NOON);
        invitations.add(new Invitation("one", "digest", ANN.id(), NOON, NOON, 1));
        invitations.list(9);
        invitations.takeUse("digest", NOON);
        invitations.giveBack("digest");
        invitations.remove("one");
        invitations.removeOf(ANN.id());
        invitations.sweep(NOON);
    }

    private static void useSettings(MongoDatabase database) {
        MongoSecrets secrets = new MongoSecrets(database);
        secrets.keepFirst("tokenSecret", "one");
        MongoFirstAdmin admin = new MongoFirstAdmin(database, secrets);
        admin.code("one");
        admin.become(ANN.id());
        admin.resign(ANN.id());
        MongoChosenRegistration chosen = new MongoChosenRegistration(database);
        Optional<Registration> closed = Optional.of(Registration.CLOSED);
        Optional<Registration> open = Optional.of(Registration.OPEN);
        chosen.replace(Optional.empty(), closed);
        chosen.replace(closed, open);
        chosen.replace(open, Optional.empty());
    }

    private static void useRevocations(MongoRevokedTokens revoked) {
        revoked.add("jti", NOON);
        revoked.contains("jti");
        revoked.since(NOON, 9);
        revoked.sweep(NOON);
    }

    private static void useFormer(MongoFormerPeople people) {
        people.areThere();
        people.after(null, 9);
        people.after("a", 9);
    }

    private static void useAudit(MongoAuditLog audit) {
        Optional<String> room = Optional.of("0123456789abcdef0123456a");
        audit.add(Deed.of(ANN.id(), "kick"));
        for (Optional<String> before : List.of(Optional.<String>empty(), room)) {
            audit.newest(Optional.empty(), before, 9);
            audit.newest(room, before, 9);
        }
        audit.sweep();
    }
}
