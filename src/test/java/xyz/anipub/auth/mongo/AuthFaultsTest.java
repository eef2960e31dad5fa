package xyz.anipub.auth.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import xyz.anipub.auth.UnavailableException;
import xyz.anipub.auth.User;
import xyz.anipub.auth.UserRepository.Added;
import xyz.anipub.store.FaultProxy;
import xyz.anipub.store.Faults;
import xyz.anipub.store.FaultyDatabase;
import xyz.anipub.store.Trial;

/** Every method of the stores of auth meets every fault that a real database has in store. */
@Timeout(60)
class AuthFaultsTest {

    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00.123Z");

    @TempDir
    static Path folder;

    private static FaultyDatabase faulty;
    private static MongoDatabase replicaSet;
    private static MongoDatabase standalone;

    @BeforeAll
    static void start() {
        faulty = new FaultyDatabase(folder);
        replicaSet = faulty.database(faulty.replicaSet(), Duration.ofSeconds(10), 20);
        standalone = faulty.database(faulty.standalone(), Duration.ofSeconds(10), 20);
    }

    @AfterAll
    static void stop() {
        faulty.close();
    }

    @ParameterizedTest
    @EnumSource
    void aReplicaSetsFaultIsRetriedOrSaysComeAgain(Faults fault) {
        meet(fault, faulty.replicaSet(), replicaSet, true);
    }

    @ParameterizedTest
    @EnumSource
    void aStandaloneServersFaultSaysComeAgain(Faults fault) {
        meet(fault, faulty.standalone(), standalone, false);
    }

    private static void meet(Faults fault, FaultProxy proxy, MongoDatabase database, boolean isReplicaSet) {
        MongoUsers users = new MongoUsers(database);
        MongoRevokedTokens revoked = new MongoRevokedTokens(database);
        MongoSecrets secrets = new MongoSecrets(database);
        users.add(somebody());
        revoked.add(new ObjectId().toHexString(), NOON);
        org.awaitility.Awaitility.await().until(() -> Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().equals("anipub-indexes")));
        proxy.forgetCommands();
        trials(users, revoked, secrets)
                .forEach(trial -> trial.meet(fault, proxy, isReplicaSet, UnavailableException.class, () -> {}));
        assertThat(proxy.commands())
                .extracting(FaultyDatabase::wrong)
                .filteredOn(wrong -> !wrong.isEmpty())
                .isEmpty();
    }

    private static List<Trial> trials(MongoUsers users, MongoRevokedTokens revoked, MongoSecrets secrets) {
        User ann = somebody();
        users.add(ann);
        return List.of(
                Trial.of("add a user", () -> () -> {
                    User user = somebody();
                    Added added = users.add(user);
                    return () -> {
                        assertThat(added).as("nobody else added it").isEqualTo(Added.YES);
                        assertThat(users.byId(user.id())).contains(user);
                    };
                }),
                Trial.of("find a user", () -> users.byId(ann.id())),
                Trial.of("find a user by name", () -> users.byNameKey(ann.nameKey())),
                Trial.of("replace a hash", () -> {
                    User user = somebody();
                    users.add(user);
                    return () -> {
                        users.replaceHash(user.id(), "$hash", "$new");
                        return () -> assertThat(
                                        users.byId(user.id()).orElseThrow().passwordHash())
                                .isEqualTo("$new");
                    };
                }),
                Trial.of("revoke a token", () -> () -> {
                    String token = new ObjectId().toHexString();
                    revoked.add(token, NOON);
                    return () -> assertThat(revoked.contains(token)).isTrue();
                }),
                Trial.of("is it revoked", () -> revoked.contains("token")),
                Trial.of("what was revoked", () -> revoked.since(NOON, 5)),
                Trial.of("forget revocations", () -> revoked.sweep(Instant.EPOCH)),
                Trial.of("keep a secret", () -> () -> {
                    String name = new ObjectId().toHexString();
                    String kept = secrets.keepFirst(name, "one");
                    return () -> assertThat(secrets.keepFirst(name, "two")).isEqualTo(kept);
                }));
    }

    private static User somebody() {
        String id = new ObjectId().toHexString();
        return new User(id, "User " + id, "", "$hash");
    }
}
