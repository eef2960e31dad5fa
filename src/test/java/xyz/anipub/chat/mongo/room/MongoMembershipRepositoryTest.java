package xyz.anipub.chat.mongo.room;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import xyz.anipub.chat.InvalidFieldException;
import xyz.anipub.chat.Page;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.TestIds;
import xyz.anipub.chat.member.Member;
import xyz.anipub.chat.member.Membership;
import xyz.anipub.chat.member.MembershipRepository.Mark;
import xyz.anipub.chat.member.MembershipRepository.Marked;
import xyz.anipub.chat.message.Message;
import xyz.anipub.chat.mongo.ChatDatabase;
import xyz.anipub.chat.mongo.ChatStore;
import xyz.anipub.chat.mongo.MongoMessageRepository;

class MongoMembershipRepositoryTest {

    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00.123Z");

    @RegisterExtension
    static final ChatDatabase mongo = new ChatDatabase();

    private final Member ann = new Member(TestIds.user(), "Ann", "");
    private final RoomId room = TestIds.room();
    private ChatStore store;
    private MongoRoomRepository rooms;
    private MongoMembershipRepository memberships;

    @BeforeEach
    void empty() {
        store = mongo.emptyStore();
        rooms = new MongoRoomRepository(store);
        memberships = new MongoMembershipRepository(store);
    }

    private void post(int count) {
        MongoMessageRepository messages = new MongoMessageRepository(store);
        for (int i = 1; i <= count; i++) {
            messages.append(List.of(new Message(messages.nextId(), room, i, ann, "m", NOON, Optional.empty())));
        }
    }

    @Test
    void makesAMemberWhoHasReadEverythingOnce() {
        post(3);
        assertThat(rooms.addMember(room, ann)).isTrue();
        assertThat(memberships.of(ann.id(), List.of(room, TestIds.room()))).containsExactly(new Membership(room, 3));
        post(0);
        assertThat(rooms.addMember(room, new Member(ann.id(), "Anna", "a.png"))).isFalse();
        assertThat(rooms.members(room, Optional.empty(), 9).items())
                .containsExactly(new Member(ann.id(), "Anna", "a.png"));
        assertThat(memberships.of(ann.id(), List.of(room))).containsExactly(new Membership(room, 3));
    }

    @Test
    void keepsTheCardsOfMembersAsTheyAre() {
        MongoMemberCards cards = new MongoMemberCards(store);
        Member called = new Member(ann.id(), "Ann", "", "Ann of the Lake");
        rooms.addMember(room, called);
        assertThat(members()).containsExactly(called);
        cards.set(ann.id(), "a.png", "Annie", Optional.empty());
        assertThat(members()).containsExactly(new Member(ann.id(), "Ann", "a.png", "Annie"));
        cards.set(ann.id(), "a.png", "", Optional.empty());
        assertThat(members()).containsExactly(new Member(ann.id(), "Ann", "a.png"));
        // Who comes back is what they are then.
        rooms.addMember(room, called);
        assertThat(members()).containsExactly(called);
        rooms.addMember(room, ann);
        assertThat(members()).containsExactly(ann);
    }

    private List<Member> members() {
        return rooms.members(room, Optional.empty(), 9).items();
    }

    @Test
    void marksForwardAndNeverBack() {
        rooms.addMember(room, ann);
        assertThat(memberships.markRead(room, ann.id(), 2)).contains(new Marked(2, true));
        assertThat(memberships.markRead(room, ann.id(), 1)).contains(new Marked(2, false));
        assertThat(memberships.markRead(room, ann.id(), 2)).contains(new Marked(2, false));
        assertThat(memberships.of(ann.id(), List.of(room))).containsExactly(new Membership(room, 2));
        assertThat(memberships.markRead(room, TestIds.user(), 1)).isEmpty();
    }

    @Test
    void readsAMembershipWithoutAMark() {
        rooms.addMember(room, ann);
        store.memberships().updateMany(Filters.empty(), Updates.unset("lastRead"));
        assertThat(memberships.of(ann.id(), List.of(room))).containsExactly(new Membership(room, 0));
        assertThat(memberships.markRead(room, ann.id(), 1)).contains(new Marked(1, true));
        assertThat(memberships.of(ann.id(), List.of(room))).containsExactly(new Membership(room, 1));
    }

    @Test
    void marksManyRoomsInOneQuestion() {
        RoomId other = TestIds.room();
        rooms.addMember(room, ann);
        rooms.addMember(other, ann);
        memberships.markRead(other, ann.id(), 9);
        mongo.commands.clear();
        memberships.markRead(List.of(
                new Mark(room, ann.id(), 4), new Mark(other, ann.id(), 5), new Mark(TestIds.room(), ann.id(), 6)));
        assertThat(mongo.commands).hasSize(1);
        assertThat(memberships.of(ann.id(), List.of(room, other)))
                .containsExactlyInAnyOrder(new Membership(room, 4), new Membership(other, 9));
        assertThat(memberships.of(ann.id(), Optional.empty(), 9).items()).hasSize(2);
    }

    @Test
    void listsTheRoomsOfAUserPageByPage() {
        List<RoomId> mine = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            mine.add(rooms.nextId());
            rooms.addMember(mine.get(i), ann);
        }
        rooms.addMember(room, new Member(TestIds.user(), "Bob", ""));
        List<RoomId> seen = new ArrayList<>();
        Optional<String> after = Optional.empty();
        do {
            Page<Membership> page = memberships.of(ann.id(), after, 2);
            page.items().forEach(each -> seen.add(each.room()));
            after = page.next();
        } while (after.isPresent());
        assertThat(seen).isEqualTo(mine);
    }

    @Test
    void findsMembersByTheBeginningOfTheirNames() {
        for (String name : List.of("Anna", "ANDREA", "Bob", "an", "\u00c4nne", "a.c", "abc")) {
            rooms.addMember(room, new Member(TestIds.user(), name, ""));
        }
        rooms.addMember(TestIds.room(), new Member(TestIds.user(), "Anton", ""));
        assertThat(names("AN")).containsExactly("an", "ANDREA", "Anna");
        assertThat(names("a.")).containsExactly("a.c");
        assertThat(names("\u00e4")).containsExactly("\u00c4nne");
        assertThat(names("nna")).isEmpty();
        assertThat(names("\u0000")).isEmpty();
        assertThat(names("x".repeat(5000))).isEmpty();
    }

    @Test
    void pagesThroughMembersOfTheSameName() {
        for (int i = 0; i < 5; i++) {
            rooms.addMember(room, new Member(TestIds.user(), "Guest", ""));
        }
        rooms.addMember(room, new Member(TestIds.user(), "Guest of honour", ""));
        List<Member> seen = new ArrayList<>();
        Optional<String> after = Optional.empty();
        do {
            Page<Member> page = memberships.named(room, "guest", after, 2);
            seen.addAll(page.items());
            after = page.next();
        } while (after.isPresent());
        assertThat(seen).hasSize(6).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "nonsense", "000000000000000000000000!", "00000000000000000000000g"})
    void refusesWhatIsNoCursor(String cursor) {
        assertThatThrownBy(() -> memberships.named(room, "a", Optional.of(cursor), 1))
                .isInstanceOf(InvalidFieldException.class);
        assertThatThrownBy(() -> memberships.of(ann.id(), Optional.of(cursor), 1))
                .isInstanceOf(InvalidFieldException.class);
    }

    private List<String> names(String start) {
        return memberships.named(room, start, Optional.empty(), 10).items().stream()
                .map(Member::name)
                .toList();
    }
}
