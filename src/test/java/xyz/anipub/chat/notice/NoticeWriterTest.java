package xyz.anipub.chat.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import xyz.anipub.chat.MessageId;
import xyz.anipub.chat.Page;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.StoreFaults;
import xyz.anipub.chat.TestIds;
import xyz.anipub.chat.UnavailableException;
import xyz.anipub.chat.UserId;
import xyz.anipub.chat.UserLimits;
import xyz.anipub.chat.UserPace;
import xyz.anipub.chat.member.Member;
import xyz.anipub.chat.message.Mention;
import xyz.anipub.chat.message.Message;
import xyz.anipub.chat.message.MessageState;
import xyz.anipub.chat.message.Quote;
import xyz.anipub.chat.notice.Notice.Kind;
import xyz.anipub.chat.people.BlockRules;
import xyz.anipub.chat.people.Blocks;
import xyz.anipub.chat.people.InMemoryBlocks;
import xyz.anipub.chat.people.InMemoryPeople;
import xyz.anipub.chat.posting.MessageServices;
import xyz.anipub.chat.power.Admissions;
import xyz.anipub.chat.power.Powers;
import xyz.anipub.chat.room.InMemoryRoomRepository;
import xyz.anipub.chat.room.Room;
import xyz.anipub.chat.room.RoomService;

/** Who has notice of a message. */
class NoticeWriterTest {

    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00.123Z");

    private final Member ann = new Member(TestIds.user(), "Ann", "");
    private final Member bob = new Member(TestIds.user(), "Bob", "");
    private final Member eve = new Member(TestIds.user(), "Eve", "");
    private final RoomId room = TestIds.room();
    private final StoreFaults faults = new StoreFaults();
    private final InMemoryRoomRepository rooms = new InMemoryRoomRepository(faults);
    private final Blocks blocks = new Blocks(
            new InMemoryBlocks(),
            new InMemoryPeople(ann, bob, eve),
            (one, other) -> {},
            BlockRules.standard(),
            Clock.systemUTC());
    private final Kept kept = new Kept();
    private final List<Addressed> told = new ArrayList<>();
    private final NoticeQueue queue = new NoticeQueue();
    private final NoticeWriter writer = new NoticeWriter(
            queue,
            kept,
            told::addAll,
            new RoomService(
                    rooms,
                    rooms,
                    Powers.of(rooms),
                    () -> (left, user) -> {},
                    Admissions.free(rooms),
                    new UserPace(UserLimits.standard())),
            blocks,
            new NoticeRules(3, java.time.Duration.ofDays(1)),
            MessageServices.alone(),
            Clock.systemUTC());

    /** In memory, in the order of their coming. */
    private static final class Kept implements NoticeRepository {

        final List<Notice> all = new ArrayList<>();
        boolean isAway;
        int commands;

        @Override
        public String nextId(Instant at) {
            return TestIds.message().value();
        }

        @Override
        public List<Notice> add(List<Notice> notices) {
            if (isAway) {
                throw new UnavailableException("away");
            }
            commands++;
            List<Notice> fresh = notices.stream()
                    .filter(notice -> all.stream()
                            .noneMatch(other -> other.user().equals(notice.user())
                                    && other.message().equals(notice.message())))
                    .toList();
            all.addAll(fresh);
            return fresh;
        }

        @Override
        public void trim(UserId user, int max) {
            List<Notice> his =
                    all.stream().filter(notice -> notice.user().equals(user)).toList();
            all.removeAll(his.subList(0, Math.max(0, his.size() - max)));
        }

        @Override
        public Page<Notice> of(UserId user, Optional<String> before, int limit) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void removeBefore(Instant time) {
            throw new UnsupportedOperationException();
        }
    }

    @BeforeEach
    void begin() {
        rooms.create(new Room(room, "Lobby", "", ann.id(), NOON, NOON));
        List.of(ann, bob).forEach(member -> rooms.addMember(room, member));
    }

    private Message message(Member sender, Optional<Member> answered, Member... named) {
        MessageId id = TestIds.message();
        return new Message(
                id,
                room,
                2,
                sender,
                "x",
                NOON,
                Optional.empty(),
                answered.map(other -> new Quote(TestIds.message(), 1, other.id(), other.name(), "y", false)),
                Stream.of(named)
                        .map(other -> new Mention(other.id(), other.name(), List.of()))
                        .toList(),
                MessageState.POSTED);
    }

    private Map<UserId, Kind> noticed() {
        return kept.all.stream().collect(Collectors.toMap(Notice::user, Notice::kind));
    }

    @Test
    void haveThoseWhoAreNamedOrAnsweredAndNotItsSender() {
        queue.add(List.of(message(ann, Optional.of(bob), ann)));
        writer.flush();
        assertThat(noticed()).isEqualTo(Map.of(bob.id(), Kind.REPLY));
        assertThat(told).singleElement().satisfies(one -> assertThat(one.people())
                .isEqualTo(Map.of(bob.id(), Kind.REPLY)));
        queue.add(List.of(message(ann, Optional.of(ann))));
        writer.flush();
        assertThat(kept.all).hasSize(1);
    }

    @Test
    void haveMembersOnly() {
        queue.add(List.of(message(ann, Optional.of(eve), bob)));
        writer.flush();
        assertThat(noticed()).isEqualTo(Map.of(bob.id(), Kind.MENTION));
    }

    @Test
    void hasNobodyOfWhomTheyBlockOrTwice() {
        blocks.block(bob.id(), ann.id());
        queue.add(List.of(message(ann, Optional.empty(), bob)));
        writer.flush();
        assertThat(kept.all).isEmpty();
        blocks.unblock(bob.id(), ann.id());
        // Who blocks somebody is not kept from being heard by that one.
        blocks.block(ann.id(), bob.id());
        Message named = message(ann, Optional.of(bob), bob);
        queue.add(List.of(named));
        writer.flush();
        queue.add(List.of(named));
        writer.flush();
        assertThat(noticed()).isEqualTo(Map.of(bob.id(), Kind.MENTION));
        assertThat(told).hasSize(1);
    }

    @Test
    void areWrittenTogetherOnceTheStoreIsBackAndTheNewestStay() {
        kept.isAway = true;
        List<Message> all = IntStream.range(0, 5)
                .mapToObj(i -> message(ann, Optional.empty(), bob))
                .toList();
        queue.add(all);
        assertThatThrownBy(writer::flush).isInstanceOf(UnavailableException.class);
        kept.isAway = false;
        writer.flush();
        assertThat(kept.commands).isEqualTo(1);
        assertThat(kept.all)
                .extracting(Notice::message)
                .containsExactlyElementsOf(
                        all.subList(2, 5).stream().map(Message::id).toList());
    }

    @Test
    void hasNobodyOfWhatComesWhileTooManyWait() {
        Message message = message(ann, Optional.empty(), bob);
        IntStream.range(0, 10_001).forEach(i -> queue.add(List.of(message)));
        assertThat(queue.first(20_000)).hasSize(10_000);
    }
}
