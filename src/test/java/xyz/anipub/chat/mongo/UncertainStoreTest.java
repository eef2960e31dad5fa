package xyz.anipub.chat.mongo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.bson.BsonDocument;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.RoomLanes;
import xyz.anipub.chat.TestIds;
import xyz.anipub.chat.UnavailableException;
import xyz.anipub.chat.UserId;
import xyz.anipub.chat.UserLimits;
import xyz.anipub.chat.UserPace;
import xyz.anipub.chat.member.Member;
import xyz.anipub.chat.message.Message;
import xyz.anipub.chat.message.MessageAnnouncer;
import xyz.anipub.chat.message.MessageRules;
import xyz.anipub.chat.mongo.room.MongoMembershipRepository;
import xyz.anipub.chat.mongo.room.MongoRoomRepository;
import xyz.anipub.chat.posting.MessageService;
import xyz.anipub.chat.posting.MessageServices;
import xyz.anipub.chat.posting.PostMessage;
import xyz.anipub.chat.power.Powers;
import xyz.anipub.chat.room.Room;
import xyz.anipub.chat.room.RoomService;
import xyz.anipub.store.Fault;
import xyz.anipub.store.FaultProxy;
import xyz.anipub.store.MongoSettings;
import xyz.anipub.store.embedded.EmbeddedMongo;

/** What the database stores without an answer, with the real driver and a proxy on which the answers are lost. */
class UncertainStoreTest {

    private static final Duration TIME_LIMIT = Duration.ofMillis(500);

    @TempDir
    static Path folder;

    private static EmbeddedMongo embedded;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Member ann = new Member(TestIds.user(), "Ann", "");
    private final Heard heard = new Heard();
    private FaultProxy proxy;
    private MongoClient client;
    private MongoMessageRepository messages;
    private MessageService service;
    private RoomId room;

    /** Nobody has a socket here, so whatever is stored is announced at once. */
    private static final class Heard implements MessageAnnouncer {

        private final List<Message> messages = new CopyOnWriteArrayList<>();

        @Override
        public void announce(RoomId room, List<Message> announced) {
            messages.addAll(announced);
        }

        @Override
        public void announceChange(Message message) {}

        @Override
        public boolean isListening(RoomId room, UserId user) {
            return false;
        }
    }

    @BeforeAll
    static void start() {
        embedded = EmbeddedMongo.open(folder);
    }

    @AfterAll
    static void stop() {
        embedded.close();
    }

    @BeforeEach
    void open() {
        // Of a standalone server the driver repeats no write.
        proxy = FaultProxy.standalone(embedded.connectionString());
        client = MongoClients.create(MongoClientSettings.builder()
                .applyConnectionString(new ConnectionString(proxy.uri()))
                .timeout(TIME_LIMIT.toMillis(), TimeUnit.MILLISECONDS)
                .build());
        MongoDatabase database = MongoSettings.database(client, "anipub_test_" + new ObjectId().toHexString());
        ChatStore store = new ChatStore(database);
        await().ignoreExceptions().until(() -> {
            store.createIndexes();
            return store.isWritable();
        });
        messages = new MongoMessageRepository(store);
        MongoRoomRepository rooms = new MongoRoomRepository(store);
        Instant now = Instant.parse("2026-01-01T12:00:00.123Z");
        room = rooms.nextId();
        rooms.create(new Room(room, "Lobby", "", ann.id(), now, now));
        rooms.addMember(room, ann);
        service = MessageServices.of(
                rooms,
                new RoomService(
                        rooms,
                        new MongoMembershipRepository(store),
                        Powers.of(rooms),
                        () -> (left, user) -> {},
                        new UserPace(UserLimits.standard())),
                messages,
                new MongoEchoRepository(store, new MongoMessageRepository(store), MessageRules.standard()),
                heard,
                new RoomLanes(threads, 1000),
                Clock.systemUTC());
    }

    @AfterEach
    void close() {
        client.close();
        proxy.close();
        threads.shutdownNow();
    }

    static Stream<String> kinds() {
        return Stream.of("bare emit", "clientId", "POST");
    }

    private CompletableFuture<Message> post(String kind, String content) {
        return service.post(
                        switch (kind) {
                            case "bare emit" ->
                                PostMessage.byEmit(room, ann, content, Optional.empty(), Optional.empty());
                            case "clientId" ->
                                PostMessage.byEmit(room, ann, content, Optional.of("c-" + content), Optional.empty());
                            default -> PostMessage.byRest(room, ann, content, Optional.empty(), Optional.empty());
                        })
                .toCompletableFuture();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void announcesOnceWhatIsInsertedAfterTheFirstQuestionThoughNobodyPostsAgain(String kind) {
        CompletableFuture<Void> gate = new CompletableFuture<>();
        proxy.once("insert", "messages", Fault.held(gate));
        assertThatThrownBy(post(kind, "late")::join).hasCauseInstanceOf(UnavailableException.class);
        await().until(() -> questions() > 0);
        assertThat(heard.messages).isEmpty();
        assertThatThrownBy(() -> post(kind, "meanwhile")).isInstanceOf(UnavailableException.class);

        gate.complete(null);

        await().until(() -> !heard.messages.isEmpty());
        assertThat(stored()).extracting(Message::content).containsExactly("late");
        assertIsGoneOnWith(accepted(() -> post(kind, "next")));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void announcesOnceWhatIsStoredWithoutAnAnswer(String kind) {
        proxy.once("insert", "messages", Fault.replyDropped());
        assertThatThrownBy(post(kind, "stored")::join).hasCauseInstanceOf(UnavailableException.class);
        await().until(() -> !heard.messages.isEmpty());
        assertIsGoneOnWith(accepted(() -> post(kind, "next")));
    }

    /** On a slow machine posts before this one can have been stored without an answer, too. */
    private void assertIsGoneOnWith(Message next) {
        await().untilAsserted(() -> assertThat(heard.messages).isEqualTo(stored()));
        assertThat(stored()).last().isEqualTo(next);
        assertThat(stored())
                .extracting(Message::seq)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, next.seq()).boxed().toList());
    }

    @Test
    void announcesOnceWhatTheMajorityMayNotHave() {
        proxy.once("insert", "messages", Fault.writeConcernError(64, "WriteConcernFailed"));
        assertThatThrownBy(post("bare emit", "stored")::join).hasCauseInstanceOf(UnavailableException.class);
        await().until(() -> !heard.messages.isEmpty());
        assertThat(heard.messages).isEqualTo(stored());
    }

    @Test
    void takesPostsAgainWhenWhatWasNeverInsertedCannotComeAnyMore() {
        proxy.once("insert", "messages", Fault.dropped());
        assertThatThrownBy(post("bare emit", "lost")::join).hasCauseInstanceOf(UnavailableException.class);
        assertIsGoneOnWith(accepted(() -> post("bare emit", "next")));
        assertThat(stored()).extracting(Message::content).doesNotContain("lost");
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void announcesOnceWhatIsClaimedWithoutAnAnswer(String kind) {
        proxy.once("update", "messages", Fault.replyDropped());
        post(kind, "hello").exceptionally(unanswered -> null).join();
        await().until(() -> !heard.messages.isEmpty());
        assertThat(accepted(() -> post(kind, "next")).seq()).isEqualTo(2);
        await().until(() -> heard.messages.size() >= 2);
        assertThat(heard.messages).containsExactlyInAnyOrderElementsOf(stored());
    }

    @Test
    void answersNobodyWithWhatMayBeRolledBackBesideARefusal() {
        Message before = message(1, Optional.of("c1"));
        messages.append(List.of(before));
        Message fresh = message(2, Optional.of("c2"));
        proxy.once("insert", "messages", Fault.writeConcernError(64, "WriteConcernFailed"));
        assertThatThrownBy(() -> messages.append(List.of(fresh, message(3, Optional.of("c1")))))
                .isInstanceOf(UnavailableException.class);
        assertThat(messages.landed(List.of(fresh.id())).stored()).containsExactly(fresh);
    }

    private Message message(long seq, Optional<String> clientId) {
        return new Message(messages.nextId(), room, seq, ann, "m", Instant.parse("2026-01-01T12:00:00.123Z"), clientId);
    }

    /** Once the room takes posts again. */
    private static Message accepted(Supplier<CompletableFuture<Message>> post) {
        return await().ignoreExceptions().until(() -> post.get().join(), message -> true);
    }

    private List<Message> stored() {
        return messages.newest(room, 50);
    }

    /** How often it was asked for messages by their ids. */
    private long questions() {
        return proxy.commands().stream()
                .filter(command -> command.getFirstKey().equals("find"))
                .filter(command -> command.getString("find").getValue().equals("messages"))
                .map(command -> command.getDocument("filter", new BsonDocument()))
                .filter(filter -> filter.containsKey("_id"))
                .count();
    }
}
