package xyz.anipub.auth.mongo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.bson.Document;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import xyz.anipub.auth.Suspension;
import xyz.anipub.auth.UnavailableException;
import xyz.anipub.auth.User;
import xyz.anipub.auth.UserRepository.Added;
import xyz.anipub.auth.deletion.Deletion;
import xyz.anipub.auth.profile.ProfileChange;
import xyz.anipub.store.TestDatabase;

/** What is left of a user, and what loses against a deletion. */
class MongoDeletedUsersTest {

    private static final User ANN = new User("0123456789abcdef01234567", "Ann", "/a.png", "$hash");
    private static final Instant NOW = Instant.now();
    private static final Instant LATER = NOW.plus(Duration.ofDays(30));

    @RegisterExtension
    static final TestDatabase mongo = new TestDatabase();

    private MongoDatabase database;
    private MongoUsers users;
    private MongoDeletedUsers deleted;

    @BeforeEach
    void emptyDatabase() {
        database = mongo.emptied();
        users = new MongoUsers(database);
        deleted = new MongoDeletedUsers(database);
        await().ignoreExceptionsInstanceOf(UnavailableException.class).until(() -> users.add(ANN) == Added.YES);
    }

    private boolean delete(Instant nameFree) {
        return deleted.delete(ANN, false, NOW, nameFree);
    }

    private Document tombstone() {
        return database.getCollection("users")
                .find(Filters.eq("_id", new ObjectId(ANN.id())))
                .first();
    }

    @Test
    void nothingIsLeftThatSaysWhoItWas() {
        MongoProfiles profiles = new MongoProfiles(database);
        profiles.change(ANN.id(), new ProfileChange(Map.of(ProfileChange.Field.BIO, "I am Ann")));
        assertThat(delete(LATER)).isTrue();
        Document left = tombstone();
        ((Document) left.get("deleted")).remove("looks");
        assertThat(left.toJson()).doesNotContain("Ann", "ann", "$hash", "a.png");
        User nobody = users.byId(ANN.id()).orElseThrow();
        assertThat(nobody.name()).isEqualTo(User.DELETED);
        assertThat(nobody.standing().deleted()).isTrue();
        assertThat(users.byNameKey("ann")).isEmpty();
        assertThat(users.page("", "", 10)).isEmpty();
        assertThat(profiles.byId(ANN.id())).isEmpty();
        assertThat(users.add(ANN)).isEqualTo(Added.ID_TAKEN);
    }

    @Test
    void ofSeveralAtOnceOneDeletes() {
        List<CompletableFuture<Boolean>> calls = IntStream.range(0, 8)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> delete(LATER)))
                .toList();
        assertThat(calls.stream().map(CompletableFuture::join).filter(won -> won))
                .hasSize(1);
    }

    @Test
    void whatCameBeforeHasItRefused() {
        users.changePassword(ANN.id(), "$hash", "$new", "");
        assertThat(delete(LATER)).as("another password").isFalse();
        User changed = users.byId(ANN.id()).orElseThrow();
        users.suspend(ANN.id(), Optional.of(new Suspension(Optional.empty(), "spam")));
        assertThat(deleted.delete(changed, false, NOW, LATER)).as("suspended").isFalse();
        users.suspend(ANN.id(), Optional.of(new Suspension(Optional.of(NOW.minusSeconds(1)), "")));
        assertThat(deleted.delete(changed, false, NOW, LATER)).as("no more").isTrue();
    }

    @Test
    void whatComesBehindItFindsNobody() {
        delete(LATER);
        Document left = tombstone();
        assertThat(users.suspend(ANN.id(), Optional.of(new Suspension(Optional.empty(), ""))))
                .isFalse();
        assertThat(users.changePassword(ANN.id(), "", "$new", "")).isEmpty();
        users.replaceHash(ANN.id(), "", "$new");
        users.complete(ANN.id(), "$new", "ann@example.org");
        MongoProfiles profiles = new MongoProfiles(database);
        assertThat(profiles.change(ANN.id(), new ProfileChange(Map.of(ProfileChange.Field.BIO, "x"))))
                .isEmpty();
        assertThat(profiles.setPicture(ANN.id(), "/b.png", Optional.empty())).isEmpty();
        assertThat(tombstone()).isEqualTo(left);
    }

    @Test
    void theNameIsFreeWhenTheTimeIsOverAndNotBefore() {
        User other = new User(new ObjectId().toHexString(), "ANN", "", "");
        delete(LATER);
        assertThat(users.add(other)).isEqualTo(Added.NAME_TAKEN);
        Deletion deletion = deleted.due(NOW, 10).get(0);
        deleted.done(deletion, Optional.of(LATER));
        assertThat(deleted.due(NOW, 10)).isEmpty();
        assertThat(users.add(other)).isEqualTo(Added.NAME_TAKEN);
        Deletion last = deleted.due(LATER, 10).get(0);
        assertThat(last).isEqualTo(new Deletion(ANN.id(), false, 1, last.nameFree()));
        deleted.done(deletion, Optional.empty());
        assertThat(deleted.due(LATER, 10)).as("of another round").isNotEmpty();
        deleted.done(last, Optional.empty());
        assertThat(deleted.due(LATER, 10)).isEmpty();
        assertThat(tombstone().toJson()).doesNotContain("ann");
        assertThat(users.add(other)).isEqualTo(Added.YES);
    }

    @Test
    void theNameIsFreeEvenIfNobodyEndsTheLastRound() {
        delete(NOW.minus(Duration.ofMinutes(1)));
        assertThat(users.add(new User(new ObjectId().toHexString(), "ann", "", "")))
                .isEqualTo(Added.YES);
    }
}
