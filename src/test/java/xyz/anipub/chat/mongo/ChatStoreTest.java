package xyz.anipub.chat.mongo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.mongodb.MongoClientSettings;
import com.mongodb.MongoCommandException;
import com.mongodb.ServerAddress;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.h2.H2Backend;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.TestIds;
import xyz.anipub.chat.UnavailableException;
import xyz.anipub.chat.member.Member;
import xyz.anipub.chat.message.MessageRules;
import xyz.anipub.chat.mongo.room.MongoRoomRepository;
import xyz.anipub.chat.node.NodeId;
import xyz.anipub.chat.room.Room;

class ChatStoreTest {

    @TempDir
    Path folder;

    @Test
    void refusesWritesUntilTheIndexesExist() {
        try (ChatDatabase mongo = ChatDatabase.in(folder)) {
            ChatStore store = new ChatStore(mongo.database);
            MongoRoomRepository rooms = new MongoRoomRepository(store);
            Room room = room();
            assertThat(store.isWritable()).isFalse();
            assertThatThrownBy(() -> rooms.create(room)).isInstanceOf(UnavailableException.class);
            assertThat(rooms.find(room.id())).isEmpty();
            store.createIndexes();
            store.createIndexes();
            assertThat(store.isWritable()).isTrue();
            rooms.create(room);
            assertThat(rooms.find(room.id())).contains(room);
        }
    }

    @Test
    @Timeout(value = 2, unit = TimeUnit.MINUTES)
    void saysUnavailableWhileTheDatabaseIsAway() {
        try (ChatDatabase mongo = ChatDatabase.in(folder)) {
            assumeTrue(mongo.isEmbedded(), "only the embedded database can be stopped");
            ChatStore store = mongo.emptyStore();
            mongo.stopServer();
            RoomId room = TestIds.room();
            MongoRoomRepository rooms = new MongoRoomRepository(store);
            MongoMessageRepository messages = new MongoMessageRepository(store);
            MongoEchoRepository echoes =
                    new MongoEchoRepository(store, new MongoMessageRepository(store), MessageRules.standard());
            List<Runnable> calls = List.of(
                    () -> rooms.find(room),
                    () -> rooms.create(room()),
                    () -> rooms.addMember(room, new Member(TestIds.user(), "Ann", "")),
                    () -> messages.lastSeq(room),
                    () -> messages.takeOver(TestIds.message(), NodeId.fresh(), NodeId.fresh()),
                    () -> echoes.claimByContent(room, TestIds.user(), "x", "t"),
                    () -> echoes.unannouncedBefore(Instant.EPOCH, List.of(), 1),
                    store::createIndexes);
            assertThat(calls)
                    .allSatisfy(call -> assertThatThrownBy(call::run).isInstanceOf(UnavailableException.class));
        }
    }

    @Test
    @Timeout(value = 2, unit = TimeUnit.MINUTES)
    void worksAgainWhenTheDatabaseIsBack() {
        MongoServer first = new MongoServer(H2Backend.inMemory());
        InetSocketAddress address = first.bind();
        try (MongoClient client = client(address)) {
            ChatStore store = new ChatStore(client.getDatabase("chat"));
            store.createIndexes();
            MongoRoomRepository rooms = new MongoRoomRepository(store);
            first.shutdownNow();
            assertThatThrownBy(() -> rooms.list("", Optional.empty(), 1)).isInstanceOf(UnavailableException.class);
            MongoServer second = new MongoServer(H2Backend.inMemory());
            second.bind(address);
            try {
                Room room = room();
                // Refused at once for a moment, then asked again.
                await().ignoreExceptionsInstanceOf(UnavailableException.class).untilAsserted(() -> rooms.create(room));
                assertThat(rooms.find(room.id())).contains(room);
            } finally {
                second.shutdownNow();
            }
        } finally {
            first.shutdownNow();
        }
    }

    @Test
    void leavesAMistakeOfOursAMistake() {
        try (ChatDatabase mongo = ChatDatabase.in(folder)) {
            ChatStore store = mongo.emptyStore();
            MongoDatabase database = mongo.database;
            assertThatThrownBy(() -> store.read(() -> database.runCommand(new Document("noSuchCommand", 1))))
                    .isInstanceOf(MongoCommandException.class);
        }
    }

    private static Room room() {
        Instant noon = Instant.parse("2026-01-01T12:00:00.123Z");
        return new Room(TestIds.room(), "Lobby", "", TestIds.user(), noon, noon);
    }

    private static MongoClient client(InetSocketAddress address) {
        return MongoClients.create(MongoClientSettings.builder()
                .applyToClusterSettings(cluster ->
                        cluster.hosts(List.of(new ServerAddress(address))).serverSelectionTimeout(5, TimeUnit.SECONDS))
                .build());
    }

    @Test
    @Timeout(value = 1, unit = TimeUnit.MINUTES)
    void failsAtOnceAfterACallFoundTheDatabaseAway() {
        MongoServer mongo = new MongoServer(H2Backend.inMemory());
        InetSocketAddress address = mongo.bind();
        mongo.shutdownNow();
        try (MongoClient client = client(address)) {
            ChatStore store = new ChatStore(client.getDatabase("chat"));
            AtomicInteger asked = new AtomicInteger();
            assertThatThrownBy(() -> store.read(() -> client.getDatabase("chat").runCommand(new Document("ping", 1))))
                    .isInstanceOf(UnavailableException.class);
            assertThatThrownBy(() -> store.read(asked::incrementAndGet)).isInstanceOf(UnavailableException.class);
            assertThat(asked).hasValue(0);
            await().ignoreExceptionsInstanceOf(UnavailableException.class)
                    .until(() -> store.read(asked::incrementAndGet) == 1);
        }
    }
}
