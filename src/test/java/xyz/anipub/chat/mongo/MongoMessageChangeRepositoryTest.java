package xyz.anipub.chat.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.bson.Document;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import xyz.anipub.chat.MessageId;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.RoomLanes;
import xyz.anipub.chat.TestIds;
import xyz.anipub.chat.change.ChangeService;
import xyz.anipub.chat.member.Member;
import xyz.anipub.chat.message.ChangeMessage;
import xyz.anipub.chat.message.Mention;
import xyz.anipub.chat.message.Message;
import xyz.anipub.chat.message.MessageState;
import xyz.anipub.chat.message.Posted;
import xyz.anipub.chat.message.Quote;
import xyz.anipub.chat.message.Reaction;
import xyz.anipub.chat.message.Revision;
import xyz.anipub.chat.mongo.room.MongoMembershipRepository;
import xyz.anipub.chat.mongo.room.MongoRoomRepository;
import xyz.anipub.chat.posting.MessageServices;
import xyz.anipub.chat.room.Room;

class MongoMessageChangeRepositoryTest {

    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00.123Z");

    @RegisterExtension
    static final ChatDatabase mongo = new ChatDatabase();

    private final RoomId room = TestIds.room();
    private final Member ann = new Member(TestIds.user(), "Ann", "a.png");
    private ChatStore store;
    private MongoMessageRepository messages;
    private MongoMessageChangeRepository changes;
    private List<Message> posted;

    @BeforeEach
    void postFive() {
        store = mongo.emptyStore();
        messages = new MongoMessageRepository(store);
        changes = new MongoMessageChangeRepository(store, messages);
        posted = posted();
        messages.append(posted);
    }

    private List<Message> posted() {
        return LongStream.rangeClosed(1, 5)
                .mapToObj(
                        seq -> new Message(messages.nextId(), room, seq, ann, "m" + seq, NOON, Optional.of("c" + seq)))
                .toList();
    }

    private Revision revision(int message, long number) {
        return revision(message, "change " + number, new MessageState(number, Optional.of(NOON), false, List.of()));
    }

    private Revision revision(int message, String content, MessageState state) {
        return new Revision(room, posted.get(message).id(), content, List.of(), state);
    }

    private void change(int message, long number) {
        assertThat(changes.begin(revision(message, number))).isTrue();
        assertThat(changes.finish(revision(message, number))).isTrue();
    }

    private List<Long> since(long change, int limit) {
        return changes.changes(room, change, limit).stream()
                .map(message -> message.state().change())
                .toList();
    }

    @Test
    void keepsAllThatCanChange() {
        Revision revision = new Revision(
                room,
                posted.get(0).id(),
                "new 😀\u0000\n$x",
                List.of(new Mention(ann.id(), "Ann $ .", List.of(new Mention.Place(0, 8), new Mention.Place(10, 18)))),
                new MessageState(
                        1,
                        Optional.of(NOON),
                        false,
                        List.of(new Reaction("👍", ann.id()), new Reaction("🎉", TestIds.user()))));
        assertThat(changes.begin(revision)).isTrue();
        assertThat(changes.begun(room)).contains(revision);
        assertThat(messages.find(posted.get(0).id())).as("not seen yet").contains(posted.get(0));
        assertThat(changes.finish(revision)).isTrue();
        assertThat(messages.find(posted.get(0).id())).contains(posted.get(0).revised(revision));
        assertThat(changes.begun(TestIds.room())).isEmpty();
    }

    @Test
    void keepsNothingOfWhatIsDeleted() {
        change(0, 1);
        Revision tombstone = revision(0, "", new MessageState(2, Optional.of(NOON), true, List.of()));
        changes.begin(tombstone);
        changes.finish(tombstone);
        assertThat(messages.find(posted.get(0).id()).orElseThrow().state().deleted())
                .isTrue();
        List<Document> everything = new ArrayList<>();
        for (String collection : List.of("messages", "changes")) {
            mongo.database
                    .getCollection(collection)
                    .find(new Document("room", new ObjectId(room.value())).append("seq", 1L))
                    .into(everything);
            mongo.database
                    .getCollection(collection)
                    .find(new Document("_id", new ObjectId(room.value())))
                    .into(everything);
        }
        assertThat(everything).hasSize(2);
        assertThat(everything.toString()).doesNotContain("m1", "change 1");
    }

    @Test
    void givesEachNumberOnceAndNoneThatIsPast() {
        assertThat(changes.begin(revision(0, 2))).as("too early").isFalse();
        change(0, 1);
        assertThat(changes.begin(revision(1, 1))).isFalse();
        change(1, 2);
        change(1, 3);
        assertThat(changes.begin(revision(0, 2))).as("free again").isFalse();
        assertThat(changes.begin(revision(0, 3))).isFalse();
        assertThat(changes.begin(revision(0, 5))).isFalse();
        assertThat(messages.lastChange(room)).isEqualTo(3);
        assertThat(messages.lastChange(TestIds.room())).isZero();
    }

    @Test
    void finishesOnceAndNeverUndoesALaterChange() {
        change(0, 1);
        assertThat(changes.finish(revision(0, 1))).isFalse();
        change(0, 2);
        assertThat(changes.finish(revision(0, 1))).isFalse();
        assertThat(messages.find(posted.get(0).id()).orElseThrow().content()).isEqualTo("change 2");
    }

    @Test
    void listsInTheOrderOfChangeEachMessageOnce() {
        for (int i = 0; i < 5; i++) {
            change(4 - i, i + 1);
        }
        change(4, 6);
        assertThat(since(0, 10)).containsExactly(2L, 3L, 4L, 5L, 6L);
        assertThat(since(0, 2)).containsExactly(2L, 3L);
        assertThat(since(3, 2)).containsExactly(4L, 5L);
        assertThat(since(6, 10)).isEmpty();
        assertThat(since(Long.MAX_VALUE, 10)).isEmpty();
        assertThat(changes.changes(room, 5, 10))
                .extracting(Message::id)
                .containsExactly(posted.get(4).id());
        assertThat(changes.changes(TestIds.room(), 0, 10)).isEmpty();
    }

    @Test
    void findsWhatAReaderMissedAmongManyThatNeverChanged() {
        change(1, 1);
        assertThat(messages.since(room, 5, 1, 10)).extracting(Message::seq).containsExactly(5L);
        assertThat(messages.since(room, 5, 0, 10)).extracting(Message::seq).containsExactlyInAnyOrder(2L, 5L);
        assertThat(messages.since(room, 2, 0, 10)).extracting(Message::seq).containsExactlyInAnyOrder(2L, 3L, 4L, 5L);
        assertThat(messages.since(room, 9, 1, 10)).isEmpty();
        assertThat(messages.since(room, 1, 0, 2)).hasSize(2);
    }

    @Test
    void quotesWhatIsAnsweredAsItIsNow() {
        Message reply = new Message(messages.nextId(), room, 6, ann, "re", NOON, Optional.empty())
                .quoting(Quote.of(posted.get(0)));
        messages.append(List.of(reply));
        assertThat(messages.find(reply.id())).contains(reply);
        change(0, 1);
        Quote changed = Quote.of(messages.find(posted.get(0).id()).orElseThrow());
        assertThat(changed.content()).isEqualTo("change 1");
        assertThat(messages.newest(room, 1).get(0).replyTo()).contains(changed);
        assertThat(messages.newestOfEach(Map.of(room, 1L)).get(room).replyTo()).contains(changed);
        assertThat(messages.findAll(List.of(reply.id(), posted.get(0).id(), TestIds.message())))
                .hasSize(2);
        mongo.commands.clear();
        messages.newest(room, 6);
        assertThat(mongo.commands)
                .as("the page, and one question for all quotes")
                .hasSize(2);
        mongo.commands.clear();
        messages.before(room, 6, 5);
        assertThat(mongo.commands).as("no quotes, no question").hasSize(1);
    }

    private static Posted unannounced(Message message) {
        return new Posted(message, Optional.empty());
    }

    @Test
    void takesMessagesOfAnOlderVersion() {
        mongo.database.drop();
        Document old = MessageDocuments.of(unannounced(posted.get(0)));
        mongo.database
                .getCollection("messages")
                .insertMany(List.of(old, MessageDocuments.of(unannounced(posted.get(1)))));
        assertThat(old).doesNotContainKeys("change", "reactions", "mentions", "replyTo", "deleted");
        store.createIndexes();
        assertThat(messages.lastChange(room)).isZero();
        assertThat(since(0, 10)).isEmpty();
        change(0, 1);
        assertThat(messages.lastChange(room)).isEqualTo(1);
        assertThat(since(0, 10)).containsExactly(1L);
        assertThat(messages.newest(room, 10)).containsExactly(posted.get(0).revised(revision(0, 1)), posted.get(1));
    }

    @Test
    void letsNodesRaceWithoutALostChangeOrAHole() throws InterruptedException {
        MongoRoomRepository rooms = new MongoRoomRepository(store);
        rooms.create(new Room(room, "Lobby", "", ann.id(), NOON, NOON));
        rooms.addMember(room, ann);
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<ChangeService> nodes = IntStream.range(0, 2)
                    .mapToObj(i -> {
                        MongoMessageRepository own = new MongoMessageRepository(store);
                        return MessageServices.changes(
                                rooms,
                                new MongoMembershipRepository(store),
                                own,
                                new MongoMessageChangeRepository(store, own),
                                new RoomLanes(threads, 1000));
                    })
                    .toList();
            List<CompletableFuture<Message>> edits = IntStream.range(0, 200)
                    .mapToObj(i -> nodes.get(i % 2)
                            .change(new ChangeMessage.Edit(
                                    room, posted.get(i % 3).id(), ann.id(), "edit " + i))
                            .toCompletableFuture())
                    .toList();
            CompletableFuture<Void> all = CompletableFuture.allOf(edits.toArray(CompletableFuture<?>[]::new));
            Map<MessageId, Message> reader = new HashMap<>();
            long seen = 0;
            boolean more = true;
            while (more) {
                more = !all.isDone();
                List<Message> page = changes.changes(room, seen, 2);
                for (Message message : page) {
                    reader.put(message.id(), message);
                    seen = message.state().change();
                }
                more |= !page.isEmpty();
            }
            all.orTimeout(60, TimeUnit.SECONDS).join();
            assertThat(edits)
                    .extracting(edit -> edit.join().state().change())
                    .containsExactlyInAnyOrderElementsOf(
                            LongStream.rangeClosed(1, 200).boxed().toList());
            assertThat(reader.values()).containsExactlyInAnyOrderElementsOf(changes.changes(room, 0, 10));
            assertThat(seen).isEqualTo(200);
        } finally {
            threads.shutdownNow();
            threads.awaitTermination(10, TimeUnit.SECONDS);
        }
    }
}
