package xyz.anipub.chat.mongo.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import xyz.anipub.chat.InvalidFieldException;
import xyz.anipub.chat.Page;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.TestIds;
import xyz.anipub.chat.UserId;
import xyz.anipub.chat.mongo.ChatDatabase;
import xyz.anipub.chat.mongo.ChatStore;
import xyz.anipub.chat.mongo.MongoErasureRepository;
import xyz.anipub.chat.mongo.room.MongoRoomDeletions;
import xyz.anipub.chat.notice.Notice;

class MongoNoticeRepositoryTest {

    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00.123Z");

    @RegisterExtension
    static final ChatDatabase mongo = new ChatDatabase();

    private final UserId ann = TestIds.user();
    private final UserId bob = TestIds.user();
    private final RoomId room = TestIds.room();
    private ChatStore store;
    private MongoNoticeRepository notices;

    @BeforeEach
    void empty() {
        store = mongo.emptyStore();
        notices = new MongoNoticeRepository(store);
    }

    private Notice notice(UserId user, int second) {
        return new Notice(
                notices.nextId(NOON.plusSeconds(second)),
                user,
                room,
                TestIds.message(),
                TestIds.user(),
                Notice.Kind.REPLY);
    }

    private Notice again(Notice known) {
        return new Notice(
                notices.nextId(NOON), known.user(), room, known.message(), known.sender(), Notice.Kind.MENTION);
    }

    private List<Notice> of(UserId user) {
        return notices.of(user, Optional.empty(), 100).items();
    }

    @Test
    void keepsOneOfAPersonAndAMessageInOneCommand() {
        Notice first = notice(ann, 1);
        assertThat(notices.add(List.of(first))).containsExactly(first);
        Notice fresh = notice(bob, 2);
        Notice other = notice(ann, 3);
        mongo.commands.clear();
        assertThat(notices.add(List.of(again(first), fresh, again(first), other)))
                .containsExactly(fresh, other);
        assertThat(mongo.commands).hasSize(1);
        assertThat(of(ann)).containsExactly(other, first);
        assertThat(notices.add(List.of(again(first)))).isEmpty();
    }

    @Test
    void listsThemInPagesNewestFirst() {
        List<Notice> all = IntStream.range(0, 3).mapToObj(i -> notice(ann, i)).toList();
        notices.add(all);
        Page<Notice> first = notices.of(ann, Optional.empty(), 2);
        Page<Notice> second = notices.of(ann, first.next(), 2);
        assertThat(first.items()).containsExactly(all.get(2), all.get(1));
        assertThat(second.items()).containsExactly(all.get(0));
        assertThat(second.next()).isEmpty();
        assertThatThrownBy(() -> notices.of(ann, Optional.of("1"), 2)).isInstanceOf(InvalidFieldException.class);
    }

    @Test
    void takesAwayWhatIsTooMuchTooOldOrOfADeletedAccountOrRoom() {
        List<Notice> all = IntStream.range(0, 4).mapToObj(i -> notice(ann, i)).toList();
        Notice bobs = notice(bob, 0);
        notices.add(all);
        notices.add(List.of(bobs));
        Notice cays = notice(TestIds.user(), 9);
        notices.add(List.of(cays));
        new MongoErasureRepository(store).removeTies(cays.user());
        assertThat(of(cays.user())).isEmpty();
        notices.trim(ann, 4);
        assertThat(of(ann)).hasSize(4);
        notices.trim(ann, 3);
        assertThat(of(ann)).containsExactly(all.get(3), all.get(2), all.get(1));
        notices.removeBefore(NOON.plusSeconds(2));
        assertThat(of(ann)).containsExactly(all.get(3), all.get(2));
        assertThat(of(bob)).isEmpty();
        new MongoRoomDeletions(store).removeMemberships(room);
        assertThat(of(ann)).isEmpty();
    }
}
