package xyz.anipub.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.IndexModel;
import com.mongodb.client.model.IndexOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class IndexSetupTest {

    private static final Map<String, List<IndexModel>> INDEXES = Map.of(
            "things",
            List.of(
                    new IndexModel(new Document("name", 1), new IndexOptions().unique(true)),
                    new IndexModel(new Document("at", 1))));

    @TempDir
    static Path folder;

    private static FaultyDatabase faulty;

    private final List<String> logged = new ArrayList<>();
    private final Handler recorder = new Handler() {
        @Override
        public void publish(LogRecord line) {
            logged.add(java.text.MessageFormat.format(line.getMessage(), line.getParameters()));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };
    private final FaultProxy proxy = faulty.replicaSet();
    private MongoDatabase database;
    private IndexSetup setup;

    @BeforeAll
    static void start() {
        faulty = new FaultyDatabase(folder);
    }

    @AfterAll
    static void stop() {
        faulty.close();
    }

    @BeforeEach
    void begin() {
        database = faulty.database(proxy, Duration.ofMillis(500), 20);
        // The first call of a client takes longer than others.
        database.withTimeout(20, TimeUnit.SECONDS).getCollection("things").drop();
        setup = new IndexSetup(new OwnCollections(database), INDEXES, Map.of(), Duration.ofMillis(200));
        Logger.getLogger(IndexSetup.class.getName()).addHandler(recorder);
    }

    @AfterEach
    void end() {
        proxy.calm();
        Logger.getLogger(IndexSetup.class.getName()).removeHandler(recorder);
    }

    @Test
    void waitsForABuildThatTakesLongerThanACallMay() {
        CompletableFuture<Void> built = new CompletableFuture<>();
        FaultProxy.Rule build = proxy.once("createIndexes", "things", Fault.held(built));
        assertThat(setup.await()).isFalse();
        assertThat(setup.why()).contains("indexes are being built");
        assertThat(setup.state()).isEqualTo(IndexSetup.State.BUILDING);
        assertThat(database.getCollection("things").countDocuments())
                .as("reading goes on")
                .isZero();
        setup.begin();
        assertThat(build.met()).isEqualTo(1);
        assertThat(build.commands().get(0).getNumber("maxTimeMS").longValue())
                .isGreaterThan(Duration.ofHours(1).toMillis());
        built.complete(null);
        await().until(setup::isOpen);
    }

    /** Though it says nothing of the build until the end, and nobody waits for that. */
    @Test
    void aServerThatBuildsHasBeenFound() {
        assertThat(setup.state()).isEqualTo(IndexSetup.State.AWAY);
        CompletableFuture<Void> built = new CompletableFuture<>();
        proxy.once("createIndexes", "things", Fault.held(built));
        setup.begin();
        await().until(() -> setup.state() == IndexSetup.State.BUILDING);
        assertThat(setup.why()).contains("indexes are being built");
        built.complete(null);
        await().until(() -> setup.state() == IndexSetup.State.OPEN);
    }

    /** A database that is away later is away for all nodes. */
    @Test
    void aServerThatGoesWhileItBuildsHasBeenFound(@TempDir Path other) {
        FaultyDatabase passing = new FaultyDatabase(other);
        try {
            IndexSetup begun = new IndexSetup(
                    new OwnCollections(passing.database(passing.replicaSet(), Duration.ofMillis(500), 5)), INDEXES);
            passing.replicaSet().always("createIndexes", "things", Fault.dropped());
            await().until(() -> {
                begun.begin();
                return begun.state() == IndexSetup.State.BUILDING;
            });
            passing.replicaSet().close();
            await().until(() -> {
                begun.begin();
                return begun.why().contains("away");
            });
            assertThat(begun.state()).isEqualTo(IndexSetup.State.BUILDING);
        } finally {
            passing.close();
        }
    }

    @Test
    void opensOnceTheUniqueOnesExist() {
        CompletableFuture<Void> built = new CompletableFuture<>();
        proxy.always(
                "createIndexes",
                "things",
                call -> call.command().toString().contains("unique")
                        ? call.forward()
                        : Fault.held(built).meet(call));
        setup.begin();
        await().until(setup::isOpen);
        built.complete(null);
    }

    @Test
    void saysWhyTheDatabaseRefusesAnIndex() {
        FaultProxy.Rule refusal = proxy.always("createIndexes", "things", Fault.error(86, "IndexKeySpecsConflict"));
        assertThat(setup.await()).isFalse();
        assertThat(setup.why()).contains("refuses the index name of things").contains("log");
        assertThat(setup.state()).isEqualTo(IndexSetup.State.REFUSED);
        await().until(() -> {
            setup.begin();
            return refusal.met() > 1;
        });
        assertThat(logged).as("once").hasSize(1);
        assertThat(logged.get(0)).contains("unique index (name) of things", "drop it");
        proxy.calm();
        await().until(() -> {
            setup.begin();
            return setup.isOpen();
        });
    }

    @Test
    void saysWhatToDoAboutDocumentsThatAreAlike() {
        database.getCollection("things").insertMany(List.of(new Document("name", "a"), new Document("name", "a")));
        assertThat(setup.await()).isFalse();
        assertThat(setup.why()).contains("refuses the index name of things");
        assertThat(logged)
                .singleElement()
                .asString()
                .contains("Some of its documents have the same value", "MONGODB_URI");
    }

    @Test
    void goesOnWithoutAPlainIndexThatIsRefused() {
        proxy.always(
                "createIndexes",
                "things",
                call -> call.command().toString().contains("unique")
                        ? call.forward()
                        : Fault.error(86, "IndexKeySpecsConflict").meet(call));
        assertThat(setup.await()).isTrue();
        await().untilAsserted(() -> assertThat(logged)
                .singleElement()
                .asString()
                .contains("index (at) of things")
                .doesNotContain("nothing can be stored"));
    }

    @Test
    void leavesNoThread() {
        assertThat(setup.await()).isTrue();
        await().until(() -> Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().equals("anipub-indexes")));
    }
}
