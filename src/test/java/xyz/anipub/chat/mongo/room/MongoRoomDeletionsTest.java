package xyz.anipub.chat.mongo.room;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.TestIds;
import xyz.anipub.chat.member.Member;
import xyz.anipub.chat.message.Message;
import xyz.anipub.chat.message.MessageRules;
import xyz.anipub.chat.message.Posted;
import xyz.anipub.chat.mongo.ChatDatabase;
import xyz.anipub.chat.mongo.ChatStore;
import xyz.anipub.chat.mongo.MongoEchoRepository;
import xyz.anipub.chat.mongo.MongoMessageRepository;
import xyz.anipub.chat.room.Room;
import xyz.anipub.chat.room.RoomDeletions.Deletion;

class MongoRoomDeletionsTest {

    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00.123Z");

    @RegisterExtension
    static final ChatDatabase mongo = new ChatDatabase();

    private final Member ann = new Member(TestIds.user(), "Ann", "");
    private MongoRoomRepository rooms;
    private MongoMembershipRepository memberships;
    private MongoMessageRepository messages;
    private MongoEchoRepository echoes;
    private MongoRoomDeletions deletions;

    @BeforeEach
    void empty() {
        ChatStore store = mongo.emptyStore();
        rooms = new MongoRoomRepository(store);
        memberships = new MongoMembershipRepository(store);
        messages = new MongoMessageRepository(store);
        echoes = new MongoEchoRepository(store, messages, MessageRules.standard());
        deletions = new MongoRoomDeletions(store);
    }

    private RoomId room(String name, int count) {
        Room room = new Room(rooms.nextId(), name, "", ann.id(), NOON, NOON);
        rooms.create(room);
        rooms.addMember(room.id(), ann);
        messages.append(LongStream.rangeClosed(1, count)
                .mapToObj(seq -> new Message(messages.nextId(), room.id(), seq, ann, "m" + seq, NOON, Optional.empty()))
                .toList());
        Message open = new Message(messages.nextId(), room.id(), count + 1, ann, "m", NOON, Optional.empty());
        messages.insert(List.of(new Posted(open, Optional.empty(), Optional.of(NOON))));
        return room.id();
    }

    @Test
    void takesAwayARoomAndNothingElse() {
        RoomId gone = room("Gone", 2_500);
        RoomId kept = room("Kept", 3);
        deletions.removeRoom(gone);
        deletions.removeRoom(gone);
        deletions.removeMemberships(gone);
        assertThat(deletions.removeMessages(gone)).isTrue();
        assertThat(deletions.removeMessages(gone)).isTrue();
        assertThat(rooms.find(gone)).isEmpty();
        assertThat(rooms.countMembers(gone)).isZero();
        assertThat(messages.lastSeq(gone)).isZero();
        assertThat(echoes.claimByContent(gone, ann.id(), "m", "t")).isEmpty();
        assertThat(rooms.find(kept)).isPresent();
        assertThat(memberships.isMember(kept, ann.id())).isTrue();
        assertThat(messages.newest(kept, 10)).hasSize(4);
        assertThat(echoes.claimByContent(kept, ann.id(), "m", "t")).isPresent();
    }

    @Test
    void takesAwayABoundedNumberOfMessagesAtATime() {
        RoomId gone = room("Gone", 20_001);
        assertThat(deletions.removeMessages(gone)).isFalse();
        assertThat(messages.newest(gone, 10)).extracting(Message::seq).containsExactly(20_001L, 20_002L);
        assertThat(deletions.removeMessages(gone)).isTrue();
    }

    @Test
    void remembersWhatIsToGoUntilItIsGone() {
        RoomId first = new RoomId("0".repeat(23) + "1");
        RoomId second = new RoomId("0".repeat(23) + "2");
        deletions.begin(second, NOON.plusMillis(1));
        deletions.begin(first, NOON);
        deletions.begin(first, NOON.plusMillis(2));
        assertThat(deletions.begun(Optional.empty(), 10))
                .containsExactly(new Deletion(first, NOON, false), new Deletion(second, NOON.plusMillis(1), false));
        assertThat(deletions.begun(Optional.empty(), 1)).hasSize(1);
        assertThat(deletions.begun(Optional.of(first), 10)).hasSize(1);
        deletions.emptied(first, NOON.plusSeconds(60));
        assertThat(deletions.begun(Optional.empty(), 1))
                .containsExactly(new Deletion(first, NOON.plusSeconds(60), true));
        assertThat(deletions.takeBack(first)).as("it is gone already").isFalse();
        deletions.end(first);
        deletions.end(first);
        assertThat(deletions.takeBack(second)).isTrue();
        assertThat(deletions.takeBack(second)).isFalse();
        assertThat(deletions.begun(Optional.empty(), 10)).isEmpty();
    }
}
