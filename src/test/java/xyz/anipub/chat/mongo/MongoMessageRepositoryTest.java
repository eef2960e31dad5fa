package xyz.anipub.chat.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bson.BsonDocument;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.TestIds;
import xyz.anipub.chat.member.Member;
import xyz.anipub.chat.message.Message;
import xyz.anipub.chat.message.MessageRepository.Appended;
import xyz.anipub.chat.message.MessageRepository.Landed;
import xyz.anipub.chat.message.Posted;
import xyz.anipub.chat.node.NodeId;

class MongoMessageRepositoryTest {

    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00.123Z");

    @RegisterExtension
    static final ChatDatabase mongo = new ChatDatabase();

    private final RoomId room = TestIds.room();
    private final Member ann = new Member(TestIds.user(), "Ann", "a.png");
    private ChatStore store;
    private MongoMessageRepository messages;

    @BeforeEach
    void empty() {
        store = mongo.emptyStore();
        messages = new MongoMessageRepository(store);
    }

    @Test
    void findsWhatItAppended() {
        Message plain = message(room, 1, "one \uD83D\uDE00\u0000\n$x", Optional.empty());
        Message named = message(room, 2, "two", Optional.of("c1"));
        assertThat(messages.append(List.of(plain, named))).isEqualTo(new Appended(2, false));
        assertThat(messages.find(plain.id())).contains(plain);
        assertThat(messages.findByClientId(room, ann.id(), "c1"))
                .map(Posted::message)
                .contains(named);
        assertThat(messages.findByClientId(room, TestIds.user(), "c1")).isEmpty();
        assertThat(messages.findByClientId(TestIds.room(), ann.id(), "c1")).isEmpty();
        assertThat(messages.find(TestIds.message())).isEmpty();
    }

    @Test
    void takesNoClientIdForAMessageWithoutOne() {
        Message plain = message(room, 1, "one", Optional.empty());
        messages.append(List.of(plain));
        assertThat(messages.findByClientId(room, ann.id(), plain.id().value())).isEmpty();
        Message odd = message(room, 2, "one", Optional.of(plain.id().value()));
        assertThat(messages.append(List.of(odd)).refused()).isFalse();
        assertThat(messages.find(odd.id())).contains(odd);
    }

    @Test
    void stopsAtTheFirstRefusedMessage() {
        messages.append(List.of(message(room, 1, "one", Optional.of("c1"))));
        assertThat(messages.append(List.of(
                        message(room, 2, "two", Optional.empty()),
                        message(room, 3, "one", Optional.of("c1")),
                        message(room, 4, "four", Optional.empty()))))
                .isEqualTo(new Appended(1, true));
        assertThat(messages.lastSeq(room)).isEqualTo(2);
        assertThat(messages.append(List.of(message(room, 2, "late", Optional.of("c9")))))
                .isEqualTo(new Appended(0, true));
        assertThat(messages.append(List.of(
                        message(room, 3, "same", Optional.of("c2")), message(room, 4, "same", Optional.of("c2")))))
                .isEqualTo(new Appended(1, true));
    }

    @Test
    void letsOneOfManyHaveASeq() {
        List<CompletableFuture<Integer>> appends = IntStream.range(0, 8)
                .mapToObj(i -> CompletableFuture.supplyAsync(
                        () -> messages.append(List.of(message(room, 1, "m" + i, Optional.empty())))
                                .inserted()))
                .toList();
        assertThat(appends.stream().mapToInt(CompletableFuture::join).sum()).isEqualTo(1);
    }

    @Test
    void saysOfEachRoomWhatOneWriteOfManyHasDone() {
        RoomId other = TestIds.room();
        messages.append(List.of(message(room, 1, "first", Optional.empty())));
        mongo.commands.clear();

        List<Appended> outcomes = new MessageLog(store, new MessageReader(store))
                .insertAll(Stream.of(
                                List.of(message(other, 1, "one", Optional.empty())),
                                List.of(
                                        message(room, 2, "two", Optional.empty()),
                                        message(room, 1, "late", Optional.of("c"))),
                                List.of(message(TestIds.room(), 1, "one", Optional.empty())),
                                List.of(message(other, 2, "two", Optional.empty())))
                        .map(batch -> batch.stream()
                                .map(each -> new Posted(each, Optional.empty()))
                                .toList())
                        .toList());

        assertThat(outcomes)
                .as("what stands behind the refusal was not tried")
                .containsExactly(
                        new Appended(1, false), new Appended(1, true), new Appended(0, false), new Appended(0, false));
        assertThat(mongo.commands).extracting(BsonDocument::getFirstKey).containsExactly("insert");
        assertThat(messages.lastSeq(room)).isEqualTo(2);
        assertThat(messages.lastSeq(other)).isEqualTo(1);
    }

    @Test
    void findsWhatLandedOfAnAppend() {
        Message one = message(room, 1, "one", Optional.empty());
        Message two = message(room, 2, "two", Optional.empty());
        messages.append(List.of(one));
        assertThat(messages.landed(List.of(one.id(), two.id()))).isEqualTo(new Landed(List.of(one), false));
        messages.append(List.of(two));
        assertThat(messages.landed(List.of(two.id()))).isEqualTo(new Landed(List.of(two), false));
    }

    @Test
    void readsPagesOldestFirst() {
        messages.append(IntStream.rangeClosed(1, 9)
                .mapToObj(i -> message(room, i, "m" + i, Optional.empty()))
                .toList());
        messages.append(List.of(message(TestIds.room(), 1, "elsewhere", Optional.empty())));
        assertThat(messages.newest(room, 2)).extracting(Message::seq).containsExactly(8L, 9L);
        assertThat(messages.before(room, 4, 2)).extracting(Message::seq).containsExactly(2L, 3L);
        assertThat(messages.before(room, 1, 2)).isEmpty();
        assertThat(messages.after(room, 4, 2)).extracting(Message::seq).containsExactly(5L, 6L);
        assertThat(messages.after(room, 9, 2)).isEmpty();
        assertThat(messages.after(room, Long.MAX_VALUE, 2)).isEmpty();
        assertThat(messages.lastSeq(room)).isEqualTo(9);
        assertThat(messages.lastSeq(TestIds.room())).isZero();
    }

    @Test
    void readsOnlyTheNewestOfEachRoomThoughMuchWasSaid() {
        RoomId quiet = TestIds.room();
        List<Message> many = IntStream.rangeClosed(1, 60)
                .mapToObj(seq -> message(room, seq, "text " + seq, Optional.empty()))
                .toList();
        messages.append(many);
        messages.append(List.of(message(quiet, 1, "hush", Optional.empty())));
        mongo.commands.clear();
        assertThat(messages.newestOfEach(Map.of(room, 2L, quiet, 1L)))
                .extractingByKeys(room, quiet)
                .extracting(Message::content)
                .containsExactly("text 60", "hush");
        assertThat(mongo.commands)
                .filteredOn(command -> command.getFirstKey().equals("find"))
                .allSatisfy(find -> assertThat(find.containsKey("limit")
                                || !find.getDocument("filter").toString().contains("$gte"))
                        .as("is bounded: " + find)
                        .isTrue());
    }

    @Test
    void giveTheRightToAnnounceToOneOfAllWhoTakeItOver() {
        NodeId ended = NodeId.fresh();
        Message message = message(room, 1, "m", Optional.of("c"));
        messages.insert(List.of(new Posted(message, Optional.of(ended))));
        List<NodeId> nodes = Stream.generate(NodeId::fresh).limit(6).toList();
        List<CompletableFuture<Boolean>> attempts = nodes.stream()
                .map(node -> CompletableFuture.supplyAsync(() -> messages.takeOver(message.id(), ended, node)))
                .toList();
        assertThat(attempts).filteredOn(CompletableFuture::join).hasSize(1);
        assertThat(messages.takeOver(message.id(), ended, NodeId.fresh())).isFalse();
        assertThat(messages.takeOver(message.id(), NodeId.NONE, NodeId.fresh())).isFalse();
        NodeId holder = nodes.get(
                attempts.stream().map(CompletableFuture::join).toList().indexOf(true));
        assertThat(messages.findByClientId(room, ann.id(), "c")).contains(new Posted(message, Optional.of(holder)));
        assertThat(messages.heldBy(holder, List.of(message.id(), TestIds.message())))
                .containsExactly(message.id());
        assertThat(messages.takeOver(message.id(), ended, holder))
                .as("asked again")
                .isTrue();
    }

    @Test
    void letAMessageOfAnOlderVersionBeAnnouncedUnlessItWas() {
        Message lost = message(room, 1, "m", Optional.of("c1"));
        Message told = message(room, 2, "m", Optional.of("c2"));
        Message emitted = message(room, 3, "m", Optional.empty());
        messages.append(List.of(lost, told, emitted));
        mongo.database
                .getCollection("messages")
                .updateOne(Filters.eq("clientId", "c2"), Updates.set("announced", "a ticket"));
        assertThat(messages.findPosted(lost.id()).orElseThrow().by()).contains(NodeId.NONE);
        assertThat(messages.findPosted(told.id()).orElseThrow().by()).isEmpty();
        assertThat(messages.findPosted(emitted.id()).orElseThrow().by()).isEmpty();
        assertThat(messages.takeOver(lost.id(), NodeId.NONE, NodeId.fresh())).isTrue();
        assertThat(messages.takeOver(lost.id(), NodeId.NONE, NodeId.fresh())).isFalse();
        assertThat(messages.takeOver(told.id(), NodeId.NONE, NodeId.fresh())).isFalse();
    }

    /** What a version before this one asks for. */
    @Test
    void tellAnOlderVersionThatAMessageIsAnnounced() {
        Message fresh = message(room, 1, "m", Optional.of("c1"));
        messages.insert(List.of(new Posted(fresh, Optional.of(NodeId.fresh()))));
        assertThat(mongo.database.getCollection("messages").countDocuments(Filters.exists("announced", false)))
                .isZero();
    }

    private Message message(RoomId in, long seq, String content, Optional<String> clientId) {
        return new Message(messages.nextId(), in, seq, ann, content, NOON, clientId);
    }
}
