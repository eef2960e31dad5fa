package xyz.anipub.auth.mongo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.mongodb.MongoClientSettings;
import com.mongodb.MongoCommandException;
import com.mongodb.ServerAddress;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.h2.H2Backend;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.bson.Document;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import xyz.anipub.auth.Standing;
import xyz.anipub.auth.UnavailableException;
import xyz.anipub.auth.User;
import xyz.anipub.auth.UserRepository.Added;
import xyz.anipub.auth.profile.Profile;
import xyz.anipub.auth.profile.ProfileChange;
import xyz.anipub.auth.profile.ProfileChange.Field;
import xyz.anipub.auth.token.RevokedToken;
import xyz.anipub.store.TestDatabase;

class MongoStoresTest {

    private static final User ANN = new User("0123456789abcdef01234567", "Ann", "a.png", "$hash");
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00.123Z");

    @RegisterExtension
    static final TestDatabase mongo = new TestDatabase();

    private MongoDatabase database;
    private MongoUsers users;
    private MongoRevokedTokens revoked;

    @BeforeEach
    void emptyDatabase() {
        database = mongo.emptied();
        users = new MongoUsers(database);
        revoked = new MongoRevokedTokens(database);
    }

    @Test
    void findsAUserByIdAndByName() {
        assertThat(users.add(ANN)).isEqualTo(Added.YES);
        assertThat(users.byId(ANN.id())).contains(ANN);
        assertThat(users.byNameKey("ann")).contains(ANN);
        assertThat(users.byNameKey("Ann")).isEmpty();
        assertThat(users.byId("0123456789abcdef01234568")).isEmpty();
        assertThat(users.byId("no id")).isEmpty();
    }

    @Test
    void keepsProfiles() {
        MongoProfiles profiles = new MongoProfiles(database);
        String id = new ObjectId(Date.from(NOON)).toHexString();
        users.add(new User(id, "Ann", "a.png", "$hash"));
        users.add(new User("fff123456789abcdef012345", "Bob", "", ""));

        Profile fresh = profiles.byId(id).orElseThrow();
        assertThat(fresh.displayName()).isEqualTo("Ann");
        assertThat(fresh.image()).isEqualTo("a.png");
        assertThat(fresh.since()).contains(Instant.parse("2026-01-01T12:00:00Z"));
        assertThat(profiles.byId("fff123456789abcdef012345").orElseThrow().since())
                .isEmpty();

        profiles.change(id, new ProfileChange(Map.of(Field.DISPLAY_NAME, "Annie", Field.BIO, "b")));
        profiles.change(id, new ProfileChange(Map.of(Field.STATUS, "s", Field.BIO, "")));
        Profile.Picture picture = new Profile.Picture("1", "2");
        assertThat(profiles.setPicture(id, "/api", Optional.of(picture))
                        .orElseThrow()
                        .image())
                .isEqualTo("a.png");
        assertThat(profiles.byId(id))
                .contains(new Profile(id, "Ann", "Annie", "/api", "", "s", fresh.since(), Optional.of(picture)));
        assertThat(users.byId(id)).contains(new User(id, "Ann", "/api", "Annie", "$hash", Standing.USUAL));
        profiles.change(id, new ProfileChange(Map.of(Field.DISPLAY_NAME, "Ann")));
        assertThat(users.byId(id)).contains(new User(id, "Ann", "/api", "$hash"));
        assertThat(profiles.setPicture(id, "", Optional.empty()).orElseThrow().picture())
                .contains(picture);
        assertThat(profiles.byId(id).orElseThrow().picture()).isEmpty();
        assertThat(profiles.change(ANN.id(), new ProfileChange(Map.of(Field.BIO, "x"))))
                .isEmpty();
        assertThat(profiles.byId("me")).isEmpty();
    }

    @Test
    void keepsTheFirstOfTwoWithOneNameOrOneId() {
        users.add(ANN);
        assertThat(users.add(new User("0123456789abcdef01234568", "ANN", "", "")))
                .isEqualTo(Added.NAME_TAKEN);
        assertThat(users.add(new User(ANN.id(), "Bob", "", ""))).isEqualTo(Added.ID_TAKEN);
        assertThat(users.byId(ANN.id())).contains(ANN);
    }

    @Test
    void keepsExactlyOneOfManyAtOnce() {
        List<CompletableFuture<Added>> adds = IntStream.range(0, 8)
                .mapToObj(i -> CompletableFuture.supplyAsync(
                        () -> users.add(new User("0123456789abcdef0123456" + i, "Ann", "", ""))))
                .toList();
        assertThat(adds.stream().map(CompletableFuture::join).filter(Added.YES::equals))
                .hasSize(1);
    }

    @Test
    void writesOnlyOnceItsIndexesExist() {
        database.drop();
        users.add(ANN);
        revoked.add("jti", NOON);
        await().until(() -> database.getCollection(MongoRevokedTokens.COLLECTION)
                        .listIndexes()
                        .into(new ArrayList<>())
                        .size()
                == 3);
        assertThat(database.getCollection(MongoUsers.COLLECTION).listIndexes()).anySatisfy(index -> assertThat(index)
                .containsEntry("key", new Document("nameKey", 1))
                .containsEntry("unique", true));
        assertThat(database.getCollection(MongoRevokedTokens.COLLECTION).listIndexes())
                .extracting(index -> index.get("key"))
                .contains(new Document("until", 1), new Document("revokedAt", 1));
    }

    @Test
    void replacesOnlyTheHashItSaw() {
        users.add(ANN);
        users.replaceHash(ANN.id(), "$other", "$new");
        assertThat(users.byId(ANN.id())).map(User::passwordHash).contains("$hash");
        users.replaceHash(ANN.id(), "$hash", "$new");
        assertThat(users.byId(ANN.id())).map(User::passwordHash).contains("$new");
    }

    @Test
    void remembersRevocationsUntilTheyAreSwept() {
        revoked.add("jti", NOON.plusSeconds(60));
        List<RevokedToken> first = revoked.since(Instant.EPOCH, 10);
        revoked.add("jti", NOON.plusSeconds(90));
        assertThat(revoked.contains("jti")).isTrue();
        assertThat(revoked.contains("other")).isFalse();
        assertThat(first).hasSize(1).allSatisfy(token -> {
            assertThat(token.until()).isEqualTo(NOON.plusSeconds(60));
            assertThat(token.revokedAt()).as("the store's time").isAfter(NOON);
        });
        assertThat(revoked.since(first.get(0).revokedAt(), 10)).isEqualTo(first);
        assertThat(revoked.sweep(NOON.plusSeconds(60))).isZero();
        assertThat(revoked.sweep(NOON.plusSeconds(61))).isEqualTo(1);
        assertThat(revoked.contains("jti")).isFalse();
    }

    @Test
    void listsRevocationsOldestFirst() {
        revoked.add("jti", NOON);
        for (int i : new int[] {3, 1, 2, 0}) {
            database.getCollection(MongoRevokedTokens.COLLECTION)
                    .insertOne(new Document("_id", "jti" + i)
                            .append("until", Date.from(NOON))
                            .append("revokedAt", Date.from(NOON.plusSeconds(i))));
        }
        assertThat(revoked.since(NOON.plusSeconds(1), 2))
                .extracting(RevokedToken::tokenId)
                .containsExactly("jti1", "jti2");
    }

    @Test
    void sharesTheFirstSecret() {
        assertThat(new MongoSecrets(database).keepFirst("tokenSecret", "one")).isEqualTo("one");
        assertThat(new MongoSecrets(database).keepFirst("tokenSecret", "two")).isEqualTo("one");
        assertThat(new MongoSecrets(database).keepFirst("other", "two")).isEqualTo("two");
    }

    @Test
    void givesAllNodesThatStartAtOnceTheSameSecret() {
        List<CompletableFuture<String>> nodes = IntStream.range(0, 8)
                .mapToObj(i -> CompletableFuture.supplyAsync(
                        () -> new MongoSecrets(database).keepFirst("tokenSecret", "secret" + i)))
                .toList();
        assertThat(nodes.stream().map(CompletableFuture::join).distinct()).hasSize(1);
    }

    @Test
    void saysUnavailableWhileTheDatabaseIsAway() {
        MongoServer gone = new MongoServer(H2Backend.inMemory());
        InetSocketAddress address = gone.bind();
        gone.shutdownNow();
        try (MongoClient lost = client(address)) {
            MongoDatabase away = lost.getDatabase("auth");
            assertThatThrownBy(() -> new MongoUsers(away).byId(ANN.id())).isInstanceOf(UnavailableException.class);
            assertThatThrownBy(() -> new MongoUsers(away).add(ANN)).isInstanceOf(UnavailableException.class);
            assertThatThrownBy(() -> new MongoRevokedTokens(away).contains("jti"))
                    .isInstanceOf(UnavailableException.class);
            assertThatThrownBy(() -> new MongoSecrets(away).keepFirst("a", "b"))
                    .isInstanceOf(UnavailableException.class);
        }
    }

    @Test
    void leavesAMistakeOfOursAMistake() {
        assertThatThrownBy(() -> StoreCall.answer(() -> database.runCommand(new Document("noSuchCommand", 1))))
                .isInstanceOf(MongoCommandException.class);
    }

    private static MongoClient client(InetSocketAddress address) {
        return MongoClients.create(MongoClientSettings.builder()
                .applyToClusterSettings(cluster -> cluster.hosts(List.of(new ServerAddress(address)))
                        .serverSelectionTimeout(500, TimeUnit.MILLISECONDS))
                .build());
    }
}
