package xyz.anipub.chat.mongo.room;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.bson.Document;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.TestIds;
import xyz.anipub.chat.member.Member;
import xyz.anipub.chat.mongo.ChatDatabase;
import xyz.anipub.chat.mongo.ChatStore;
import xyz.anipub.chat.room.Room;
import xyz.anipub.testing.SettableClock;

class MemberCountsTest {

    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00.123Z");

    @RegisterExtension
    static final ChatDatabase mongo = new ChatDatabase();

    private final SettableClock clock = SettableClock.atNoon();
    private MongoRoomRepository rooms;
    private MemberCounts counts;

    @BeforeEach
    void empty() {
        ChatStore store = mongo.emptyStore();
        rooms = new MongoRoomRepository(store);
        counts = new MemberCounts(store, clock);
    }

    @Test
    void countsTheRoomsOfAnOlderVersionSomeAtATime() {
        List<RoomId> old = IntStream.range(0, 120)
                .mapToObj(i -> room("Old " + i, Room.UNCOUNTED))
                .toList();
        counts.repair();
        assertThat(old.stream().filter(room -> stored(room) == 2)).hasSize(50);
        counts.repair();
        counts.repair();
        assertThat(old).allMatch(room -> stored(room) == 2);
        rooms.addMember(old.get(0), new Member(TestIds.user(), "Cat", ""));
        assertThat(stored(old.get(0))).isEqualTo(3);
    }

    @Test
    void setsANumberThatStaysWrong() {
        RoomId room = room("Lobby", 7);
        counts.repair();
        assertThat(stored(room)).as("it may be about to follow").isEqualTo(7 + 2);
        counts.repair();
        assertThat(stored(room)).isEqualTo(2);
    }

    @Test
    void setsManyNumbersThatStayWrong() {
        List<RoomId> wrong =
                IntStream.range(0, 120).mapToObj(i -> room("Wrong " + i, 7)).toList();
        for (int run = 0; run < 4; run++) {
            counts.repair();
        }
        assertThat(wrong).allMatch(room -> stored(room) == 2);
    }

    /** The membership is there, and its number comes a moment later. */
    @Test
    void leavesANumberThatIsAboutToFollow() {
        RoomId room = room("Lobby", 0);
        set(room, 1);
        counts.repair();
        set(room, 2);
        counts.repair();
        assertThat(stored(room)).isEqualTo(2);
    }

    @Test
    void walksAgainAfterSomeHoursOnly() {
        room("Lobby", 0);
        counts.repair();
        mongo.commands.clear();
        counts.repair();
        assertThat(mongo.commands).isEmpty();
        clock.forward(Duration.ofHours(6));
        counts.repair();
        assertThat(mongo.commands).isNotEmpty();
    }

    /** With two members. */
    private RoomId room(String name, long memberCount) {
        Room room = new Room(rooms.nextId(), name, "", TestIds.user(), NOON, NOON, 0, memberCount);
        rooms.create(room);
        rooms.addMember(room.id(), new Member(TestIds.user(), "Ann", ""));
        rooms.addMember(room.id(), new Member(TestIds.user(), "Bob", ""));
        return room.id();
    }

    private long stored(RoomId room) {
        return rooms.find(room).orElseThrow().memberCount();
    }

    private void set(RoomId room, long count) {
        mongo.database
                .getCollection("rooms")
                .updateOne(
                        new Document("_id", new ObjectId(room.value())),
                        new Document("$set", new Document("memberCount", count)));
    }
}
