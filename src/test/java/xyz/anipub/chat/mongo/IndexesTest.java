package xyz.anipub.chat.mongo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Updates;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.LongStream;
import org.bson.BsonDocument;
import org.bson.Document;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import xyz.anipub.chat.MessageId;
import xyz.anipub.chat.Retention;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.TestIds;
import xyz.anipub.chat.UserId;
import xyz.anipub.chat.member.Member;
import xyz.anipub.chat.member.MembershipRepository.Mark;
import xyz.anipub.chat.message.Message;
import xyz.anipub.chat.message.MessageRepository;
import xyz.anipub.chat.message.MessageRules;
import xyz.anipub.chat.message.MessageState;
import xyz.anipub.chat.message.Posted;
import xyz.anipub.chat.message.Quote;
import xyz.anipub.chat.message.Revision;
import xyz.anipub.chat.mongo.blob.BlobUses;
import xyz.anipub.chat.mongo.blob.MongoBlobs;
import xyz.anipub.chat.mongo.room.MemberCounts;
import xyz.anipub.chat.mongo.room.MemberCursor;
import xyz.anipub.chat.mongo.room.MongoExpiryRepository;
import xyz.anipub.chat.mongo.room.MongoMemberCards;
import xyz.anipub.chat.mongo.room.MongoMembershipRepository;
import xyz.anipub.chat.mongo.room.MongoRoomDeletions;
import xyz.anipub.chat.mongo.room.MongoRoomPowerRepository;
import xyz.anipub.chat.mongo.room.MongoRoomRepository;
import xyz.anipub.chat.mongo.room.RoomNames;
import xyz.anipub.chat.node.Ending;
import xyz.anipub.chat.node.NodeId;
import xyz.anipub.chat.retention.ExpiryRepository.Dated;
import xyz.anipub.chat.room.Room;
import xyz.anipub.chat.room.RoomRepository.Activity;
import xyz.anipub.chat.room.RoomRepository.Change;
import xyz.anipub.chat.search.MessageSearch.Stretch;
import xyz.anipub.chat.search.SearchRules;
import xyz.anipub.store.FullReads;
import xyz.anipub.store.Query;

/** Holds every query that the repositories send against the declared indexes, and against what the embedded store makes of them. */
class IndexesTest {

    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00.123Z");

    @TempDir
    Path folder;

    @Test
    void serveEveryQueryOfTheRepositories() {
        List<Query> queries;
        try (ChatDatabase mongo = ChatDatabase.in(folder)) {
            ChatStore store = mongo.emptyStore();
            awaitAll(mongo);
            FullReads full = new FullReads();
            useRooms(new MongoRoomRepository(store));
            new RoomNames(store).complete();
            MemberCounts counts = new MemberCounts(store, Clock.systemUTC());
            counts.repair();
            counts.repair();
            MongoMessageRepository messages = new MongoMessageRepository(store);
            useMessages(messages);
            useChanges(messages, new MongoMessageChangeRepository(store, messages));
            useMemberships(new MongoMembershipRepository(store));
            useDeletions(new MongoRoomDeletions(store));
            new MongoRoomPowerRepository(store).find(TestIds.room());
            useCards(new MongoMemberCards(store));
            BlobUses.all(new MongoBlobs(store));
            useExpiry(new MongoExpiryRepository(store));
            useSearch(new MongoMessageSearch(store, SearchRules.standard()));
            useEchoes(messages, new MongoEchoRepository(store, messages, MessageRules.standard()));
            PeopleQueries.use(store);
            ModerationQueries.ask(store);
            useNodes(new MongoNodeRepository(store, Clock.systemUTC()));
            queries = Query.of(mongo.commands.stream().filter(command -> !BlobUses.isFirstLook(command)));
            full.close();
            assertThat(full.queries())
                    .filteredOn(read -> !read.startsWith("system."))
                    .isSubsetOf(
                            // Whether its indexes are there.
                            "blobs.files: no index for []",
                            // All there are: rooms that are being taken away.
                            "deletions: no index for []");
        }
        assertThat(queries).as("shapes of queries").hasSizeGreaterThanOrEqualTo(33);
        assertThat(queries).allMatch(query -> query.isServed(Indexes.BY_COLLECTION));
    }

    /** Those that no rule hangs on are built behind the others. */
    private static void awaitAll(ChatDatabase mongo) {
        Indexes.BY_COLLECTION.forEach((collection, indexes) -> await().until(() -> mongo.database
                        .getCollection(collection)
                        .listIndexes()
                        .into(new ArrayList<>())
                        .size()
                > indexes.size()));
    }

    /** As version a771eeb has left it. */
    @Test
    void replaceThoseOfAnEarlierVersion() {
        try (ChatDatabase mongo = ChatDatabase.in(folder)) {
            MongoCollection<Document> collection = mongo.database.getCollection("messages");
            collection.createIndex(
                    new Document("room", 1).append("sender", 1).append("clientId", 1), new IndexOptions().unique(true));
            collection.createIndex(new Document("room", 1).append("change", 1));
            RoomId room = TestIds.room();
            Member ann = new Member(TestIds.user(), "Ann", "");
            MessageId named = TestIds.message();
            collection.insertMany(List.of(
                    old(room, 1, ann, TestIds.message()),
                    old(room, 2, ann, named).append("clientId", "c1")));
            collection.updateOne(Filters.eq("seq", 1), Updates.set("change", 1L));

            ChatStore store = new ChatStore(mongo.database);
            await().untilAsserted(() -> {
                store.beginIndexes();
                assertThat(collection.listIndexes().map(index -> index.getString("name")))
                        .containsExactlyInAnyOrder(
                                "_id_", "room_1_seq_1", "clientIds", "changes", "open", "openUntil", "pinned");
            });

            MongoMessageRepository messages = new MongoMessageRepository(store);
            assertThat(messages.findByClientId(room, ann.id(), "c1")
                            .orElseThrow()
                            .message()
                            .id())
                    .isEqualTo(named);
            assertThat(messages.lastChange(room)).isEqualTo(1);
            assertThat(messages.append(
                                    List.of(new Message(TestIds.message(), room, 3, ann, "x", NOON, Optional.of("c1"))))
                            .refused())
                    .isTrue();
            assertThat(messages.append(List.of(
                                    new Message(TestIds.message(), room, 3, ann, "x", NOON, Optional.empty()),
                                    new Message(TestIds.message(), room, 4, ann, "x", NOON, Optional.empty())))
                            .inserted())
                    .isEqualTo(2);
        }
    }

    private static Document old(RoomId room, long seq, Member sender, MessageId id) {
        return new Document("_id", new ObjectId(id.value()))
                .append("room", new ObjectId(room.value()))
                .append("seq", seq)
                .append("sender", new ObjectId(sender.id().value()))
                .append("senderName", sender.name())
                .append("senderImage", "")
                .append("content", "old")
                .append("timestamp", Date.from(NOON))
                .append("clientId", new ObjectId(id.value()));
    }

    @Test
    void wouldNotServeOthers() {
        assertNotServed(query("messages", Set.of("room"), Set.of(), "{change: -1}"));
        assertNotServed(query("messages", Set.of("sender"), Set.of(), "{}"));
        assertNotServed(query("messages", Set.of(), Set.of("timestamp"), "{}"));
        assertNotServed(query("messages", Set.of("room"), Set.of(), "{timestamp: -1}"));
        assertNotServed(query("messages", Set.of("room"), Set.of("timestamp"), "{}"));
        assertNotServed(query("messages", Set.of(), Set.of(), "{}"));
        assertNotServed(query("rooms", Set.of(), Set.of(), "{updatedAt: -1, _id: 1}"));
        assertNotServed(query("messages", Set.of(), Set.of("open.until"), "{}"));
    }

    private static void assertNotServed(Query query) {
        assertThat(query.isServed(Indexes.BY_COLLECTION)).as(query.toString()).isFalse();
    }

    private static Query query(String collection, Set<String> fixed, Set<String> bounded, String sort) {
        return new Query(collection, fixed, bounded, BsonDocument.parse(sort));
    }

    private static void useRooms(MongoRoomRepository rooms) {
        Room room = new Room(rooms.nextId(), "Lobby", "", TestIds.user(), NOON, NOON);
        rooms.create(room);
        rooms.find(room.id());
        // The list itself is in the order of an index; ?q and the place of a cursor are tested while it is read.
        rooms.list("", Optional.empty(), 10);
        rooms.touch(Map.of(room.id(), new Activity(NOON, 1)));
        rooms.findAll(List.of(room.id()));
        rooms.lastActive(List.of(room.id()), 10);
        rooms.edit(room.id(), Optional.of("Hall"), Optional.of(""));
        rooms.hide(room.id());
        rooms.show(room.id(), 1);
        rooms.publicFrom(room.id(), 1);
        rooms.edit(room.id(), Change.keeping(Optional.of(Retention.parse("P30D"))));
        rooms.allMembers(List.of(room.id()));
        Member ann = new Member(TestIds.user(), "Ann", "");
        rooms.addMember(room.id(), ann);
        rooms.membersNamed(room.id(), List.of("ann", "bob"));
        rooms.members(room.id(), Optional.empty(), 10);
        rooms.members(room.id(), Optional.of(ann.id().value()), 10);
        rooms.countMembers(room.id());
        rooms.removeMember(room.id(), ann.id());
    }

    private static void useMemberships(MongoMembershipRepository memberships) {
        RoomId room = TestIds.room();
        UserId ann = TestIds.user();
        memberships.isMember(room, ann);
        memberships.membersAmong(room, List.of(ann, TestIds.user()));
        memberships.readersAmong(room, List.of(ann, TestIds.user()), 3);
        memberships.of(ann, List.of(room));
        memberships.of(ann, Optional.empty(), 10);
        memberships.of(ann, Optional.of(room.value()), 10);
        memberships.markRead(room, ann, 1);
        memberships.markRead(List.of(new Mark(room, ann, 1), new Mark(TestIds.room(), ann, 1)));
        memberships.named(room, "an", Optional.empty(), 10);
        memberships.named(room, "an", Optional.of(new MemberCursor("ann", ann).text()), 10);
    }

    private static void useDeletions(MongoRoomDeletions deletions) {
        RoomId room = TestIds.room();
        deletions.begin(room, NOON);
        deletions.begun(Optional.empty(), 10);
        deletions.begun(Optional.of(room), 10);
        deletions.emptied(room, NOON);
        deletions.isPrivate(room);
        deletions.takeBack(room);
        deletions.removeRoom(room);
        deletions.removeMemberships(room);
        deletions.removeMessages(room);
        deletions.end(room);
    }

    private static void useExpiry(MongoExpiryRepository expiry) {
        RoomId room = TestIds.room();
        expiry.rooms(true, Optional.empty(), 10);
        expiry.rooms(false, Optional.of(room), 10);
        expiry.oldest(room, 10);
        expiry.begin(room, 2);
        expiry.remove(room, List.of(new Dated(TestIds.message(), 1, NOON, false)));
    }

    private static void useSearch(MongoMessageSearch search) {
        Stretch stretch = new Stretch(TestIds.room(), 1, 9);
        search.in(stretch, "x", 10);
        search.in(List.of(stretch, new Stretch(TestIds.room(), 1, 9)), "x", 10);
    }

    private static void useMessages(MongoMessageRepository messages) {
        RoomId room = TestIds.room();
        Member ann = new Member(TestIds.user(), "Ann", "");
        Message first = new Message(messages.nextId(), room, 1, ann, "one", NOON, Optional.of("c1"));
        Message twin = new Message(messages.nextId(), room, 2, ann, "one", NOON, Optional.of("c1"));
        messages.append(List.of(first));
        messages.append(List.of(twin));
        messages.lastSeq(room);
        messages.find(first.id());
        messages.newest(room, 10);
        messages.newestOfEach(Map.of(room, 1L, TestIds.room(), 0L));
        messages.before(room, 2, 10);
        messages.after(room, 0, 10);
        messages.takeOver(first.id(), NodeId.NONE, NodeId.fresh());
        messages.findPosted(first.id());
        messages.landed(List.of(first.id(), TestIds.message()));
        messages.findByClientId(room, ann.id(), "c1");
        messages.attempted(List.of(
                new MessageRepository.Attempt(room, ann.id(), "c1"),
                new MessageRepository.Attempt(room, ann.id(), "c2")));
    }

    private static void useChanges(MongoMessageRepository messages, MongoMessageChangeRepository changes) {
        RoomId room = TestIds.room();
        Member ann = new Member(TestIds.user(), "Ann", "");
        Message first = new Message(messages.nextId(), room, 1, ann, "one", NOON, Optional.empty());
        Message reply =
                new Message(messages.nextId(), room, 2, ann, "two", NOON, Optional.empty()).quoting(Quote.of(first));
        messages.append(List.of(first, reply));
        messages.findAll(List.of(first.id(), reply.id()));
        for (long number = 1; number <= 2; number++) {
            Revision revision = new Revision(
                    room,
                    first.id(),
                    "edited",
                    List.of(),
                    new MessageState(number, Optional.of(NOON), false, List.of()));
            changes.begin(revision);
            changes.begun(room);
            changes.finish(revision);
        }
        messages.lastChange(room);
        messages.since(room, 1, 1, 10);
        changes.changes(room, 1, 10);
    }

    private static void useCards(MongoMemberCards cards) {
        cards.set(TestIds.user(), "", "", Optional.of(TestIds.room()));
    }

    private static void useNodes(MongoNodeRepository nodes) {
        NodeId node = NodeId.fresh();
        nodes.end(node, new Ending.OfListening(TestIds.room(), Optional.empty()));
        nodes.endingsAfter(0);
        nodes.followed();
        nodes.followed(node, 1);
        nodes.forget(node, nodes.beat(node, OptionalLong.of(1)).beats().get(node));
    }

    private static void useEchoes(MongoMessageRepository messages, MongoEchoRepository echoes) {
        RoomId room = TestIds.room();
        Member ann = new Member(TestIds.user(), "Ann", "");
        List<Message> many = LongStream.rangeClosed(1, 3)
                .mapToObj(seq -> new Message(messages.nextId(), room, seq, ann, "x", NOON, Optional.empty()))
                .toList();
        messages.insert(many.stream()
                .map(message -> new Posted(message, Optional.empty(), Optional.of(NOON)))
                .toList());
        MessageId first = many.get(0).id();
        echoes.hasFormer(NOON);
        echoes.open();
        echoes.claimByContent(room, ann.id(), "x", "t");
        echoes.claimed(room, ann.id(), "t", NOON);
        echoes.claimById(room, ann.id(), first, "t");
        echoes.awaited(room, Set.of(ann.id()));
        echoes.awaited(room, Set.of(ann.id(), TestIds.user()));
        echoes.claimAnnouncements(List.of(first), "t");
        echoes.unannouncedBefore(NOON, List.of(), 10);
        echoes.unannouncedBefore(NOON, List.of(room), 10);
        echoes.close(List.of(first));
        echoes.closeBefore(NOON);
    }
}
