package xyz.anipub.chat.realtime.order;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.StoreFaults;
import xyz.anipub.chat.TestIds;
import xyz.anipub.chat.member.Member;
import xyz.anipub.chat.message.Message;
import xyz.anipub.chat.message.MessageState;
import xyz.anipub.chat.posting.InMemoryMessageRepository;

/** Whether a node knows of all that who comes from another one may have missed in a room. */
class UnsureRoomsTest {

    private final InMemoryMessageRepository messages = new InMemoryMessageRepository(new StoreFaults());
    private final RoomId room = TestIds.room();
    private long now = -7;
    private final UnsureRooms rooms = new UnsureRooms(messages, () -> now);

    private void store(Instant time) {
        Member ann = new Member(TestIds.user(), "Ann", "");
        messages.append(List.of(new Message(
                TestIds.message(),
                room,
                1,
                ann,
                "one",
                time,
                Optional.empty(),
                Optional.empty(),
                List.of(),
                MessageState.POSTED)));
    }

    private void pass(Duration time) {
        now += time.toNanos();
    }

    @Test
    void isSureOfARoomThatIsFollowedFromTheBeginning() {
        rooms.begins(room, 0);
        assertThat(rooms.isSure(room)).isTrue();
    }

    @Test
    void isNotSureOfAYoungMessageThatItHasNotHeardOf() {
        store(Instant.now());
        rooms.begins(room, 1);
        assertThat(rooms.isSure(room)).isFalse();
        pass(Duration.ofMinutes(5).plusNanos(1));
        assertThat(rooms.isSure(room)).isTrue();
    }

    @Test
    void isSureOfAnOldMessage() {
        store(Instant.now().minus(Duration.ofMinutes(11)));
        rooms.begins(room, 1);
        assertThat(rooms.isSure(room)).isTrue();
    }

    @Test
    void isNotSureForAWhileWhenItHasReadWhatNobodyTold() {
        rooms.begins(room, 0);
        rooms.readIn(room);
        assertThat(rooms.isSure(room)).isFalse();
        pass(Duration.ofMinutes(5).plusNanos(1));
        assertThat(rooms.isSure(room)).isTrue();
    }

    @Test
    void forgetsWhatIsNotFollowedAnyMore() {
        rooms.readIn(room);
        rooms.retain(Set.of());
        assertThat(rooms.isSure(room)).isTrue();
    }
}
