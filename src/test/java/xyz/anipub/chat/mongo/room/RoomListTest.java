package xyz.anipub.chat.mongo.room;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.bson.BsonDocument;
import org.bson.BsonString;
import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.TestIds;
import xyz.anipub.chat.history.RoomSummary;
import xyz.anipub.chat.member.Member;
import xyz.anipub.chat.message.Message;
import xyz.anipub.chat.mongo.ChatDatabase;
import xyz.anipub.chat.mongo.ChatStore;
import xyz.anipub.chat.mongo.MongoMessageRepository;
import xyz.anipub.chat.posting.MessageServices;
import xyz.anipub.chat.room.Room;
import xyz.anipub.chat.room.RoomRepository.Activity;
import xyz.anipub.chat.roomlist.RoomSummaries;

/** What a list of rooms shows, and how often it asks the database. */
class RoomListTest {

    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00.123Z");

    @RegisterExtension
    static final ChatDatabase mongo = new ChatDatabase();

    private final Member ann = new Member(TestIds.user(), "Ann", "");
    private MongoRoomRepository rooms;
    private MongoMessageRepository messages;
    private RoomSummaries summaries;

    @BeforeEach
    void start() {
        ChatStore store = mongo.emptyStore();
        rooms = new MongoRoomRepository(store);
        messages = new MongoMessageRepository(store);
        summaries = MessageServices.summaries(rooms, messages);
    }

    @Test
    void asksTwiceForWhatBelongsToAnyNumberOfRooms() {
        for (int i = 0; i < 30; i++) {
            Room room = room("Room " + i);
            for (int seq = 1; seq <= i; seq++) {
                messages.append(List.of(message(room.id(), seq)));
            }
            // The last second's messages are not in it yet.
            rooms.touch(Map.of(room.id(), new Activity(NOON, Math.max(i - 2, i == 0 ? 0 : 1))));
        }
        List<Room> list = rooms.list("", Optional.empty(), 100).items();
        mongo.commands.clear();
        List<RoomSummary> briefs = summaries.briefs(list);
        assertThat(mongo.commands).hasSize(2);
        assertThat(briefs).extracting(RoomSummary::room).isEqualTo(list);
        assertThat(briefs).allSatisfy(brief -> {
            assertThat(brief.messageCount())
                    .isEqualTo(Long.parseLong(brief.room().name().substring(5)));
            assertThat(brief.newest()).hasSize(brief.messageCount() == 0 ? 0 : 1);
            assertThat(brief.members()).containsExactly(ann.id());
            assertThat(brief.memberCount()).isEqualTo(1);
        });
    }

    @Test
    void knowsTheLastMessageOfARoomThatNeverToldHowManyItHas() {
        Room old = room("Old");
        IntStream.rangeClosed(1, 9).forEach(seq -> messages.append(List.of(message(old.id(), seq))));
        RoomId empty = room("Empty").id();
        assertThat(messages.newestOfEach(Map.of(old.id(), 0L, empty, 0L)))
                .containsOnlyKeys(old.id())
                .extractingByKey(old.id())
                .extracting(Message::seq)
                .isEqualTo(9L);
        assertThat(messages.newestOfEach(Map.of())).isEmpty();
        assertThat(summaries.briefs(List.of())).isEmpty();
    }

    @Test
    void showsTheFirstOfManyMembersAndCountsAll() {
        Room crowded = room("Crowded");
        Room empty = room("Empty");
        rooms.removeMember(empty.id(), ann.id());
        IntStream.range(0, 204)
                .forEach(i -> rooms.addMember(crowded.id(), new Member(TestIds.user(), "User " + i, "")));
        List<RoomSummary> briefs = summaries.briefs(rooms.findAll(List.of(crowded.id(), empty.id())));
        RoomSummary full = briefs.get(briefs.get(0).room().id().equals(crowded.id()) ? 0 : 1);
        RoomSummary none = briefs.get(full == briefs.get(0) ? 1 : 0);
        assertThat(full.memberCount()).isEqualTo(205);
        assertThat(full.members())
                .isEqualTo(rooms.members(crowded.id(), Optional.empty(), 20).items().stream()
                        .map(Member::id)
                        .toList());
        assertThat(none.memberCount()).isZero();
        assertThat(none.members()).isEmpty();
    }

    /** Somebody asks for the list again and again: the crowded room is read once, and never all of it. */
    @Test
    void readsLittleHoweverCrowdedTheRoomsAreAndHoweverOftenItIsAsked() {
        RoomId crowded = room("Crowded").id();
        IntStream.range(0, 300).forEach(i -> rooms.addMember(crowded, new Member(TestIds.user(), "User " + i, "")));
        List<Room> list = rooms.list("", Optional.empty(), 100).items();
        mongo.commands.clear();
        for (int i = 0; i < 60; i++) {
            assertThat(summaries.briefs(list).get(0).memberCount()).isEqualTo(301);
        }
        List<BsonDocument> reads = mongo.commands.stream()
                .filter(command -> command.containsValue(new BsonString("memberships")))
                .toList();
        assertThat(reads).singleElement().satisfies(read -> {
            assertThat(read.getFirstKey()).isEqualTo("find");
            assertThat(read.getInt32("limit").getValue()).isEqualTo(21);
        });
    }

    @Test
    void countsARoomOfAnOlderVersionUntilItIsRepaired() {
        RoomId old = room("Old").id();
        IntStream.range(0, 30).forEach(i -> rooms.addMember(old, new Member(TestIds.user(), "User " + i, "")));
        mongo.database
                .getCollection("rooms")
                .updateMany(new Document(), new Document("$unset", new Document("memberCount", "")));
        assertThat(summaries.briefs(rooms.findAll(List.of(old))))
                .singleElement()
                .satisfies(brief -> assertThat(brief.memberCount()).isEqualTo(31));
    }

    private Room room(String name) {
        Room room = new Room(rooms.nextId(), name, "", ann.id(), NOON, NOON, 0, 0);
        rooms.create(room);
        rooms.addMember(room.id(), ann);
        return room;
    }

    private Message message(RoomId room, long seq) {
        return new Message(messages.nextId(), room, seq, ann, "m" + seq, NOON, Optional.empty());
    }
}
