package xyz.anipub.chat.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import xyz.anipub.chat.MessageId;
import xyz.anipub.chat.Retention;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.RoomLanes;
import xyz.anipub.chat.StoreAwayException;
import xyz.anipub.chat.TestIds;
import xyz.anipub.chat.UnavailableException;
import xyz.anipub.chat.node.InMemoryNodeRepository;
import xyz.anipub.chat.node.LiveNodes;
import xyz.anipub.chat.posting.Cluster;
import xyz.anipub.chat.posting.MessageServices;
import xyz.anipub.chat.posting.RecordingAnnouncer;
import xyz.anipub.chat.room.RoomRules;
import xyz.anipub.testing.SettableClock;

/** How a sweep goes through many rooms, and what it does when one of them fails; {@code ExpiryTest} has what it does to a room. */
class ExpirySweepTest {

    private static final Retention DAY = Retention.parse("P1D");

    private final SettableClock clock = SettableClock.atNoon();
    private final AtomicLong nanos = new AtomicLong();
    private final InMemoryNodeRepository beats = new InMemoryNodeRepository();
    private final LiveNodes nodes = new LiveNodes(beats, nanos::get);
    private final Rooms rooms = new Rooms();
    private final List<String> told = new ArrayList<>();

    @BeforeEach
    void beat() {
        nodes.beat();
    }

    private void pass(Duration time) {
        clock.forward(time);
        nanos.addAndGet(time.toNanos());
    }

    private ExpirySweep sweep(int maxRemembered) {
        return sweep(maxRemembered, nodes);
    }

    private ExpirySweep sweep(int maxRemembered, LiveNodes nodes) {
        Cluster cluster = new Cluster();
        HistoryAnnouncer announcer = new HistoryAnnouncer() {
            @Override
            public void gone(Collection<MessageId> messages) {
                rooms.called("gone");
            }

            @Override
            public void historyBegins(RoomId room, long seq) {
                told.add(room + " " + seq);
            }
        };
        return new ExpirySweep(
                rooms,
                MessageServices.withdrawals(
                        cluster.rooms,
                        cluster.rooms,
                        cluster.messages,
                        cluster.messages,
                        new RecordingAnnouncer(),
                        new RoomLanes(Runnable::run, 100)),
                announcer,
                new RoomRules(50, 200, Optional.of(DAY), Duration.ofHours(1)),
                new StoreTime(nodes, clock),
                maxRemembered);
    }

    /** One with messages of which so many have expired, and ten have not. */
    private RoomId room(int expired) {
        RoomId room = new RoomId("%024x".formatted(rooms.messages.size() + 1));
        Instant now = clock.instant();
        List<ExpiryRepository.Dated> messages = new ArrayList<>();
        LongStream.rangeClosed(1, expired + 10)
                .mapToObj(seq -> new ExpiryRepository.Dated(
                        TestIds.message(), seq, now.minus(Duration.ofDays(seq > expired ? 0 : 2)), false))
                .forEach(messages::add);
        rooms.messages.put(room, messages);
        return room;
    }

    @Test
    void readsLittleOfARoomOfWhichNothingHasExpired() {
        room(0);
        sweep(10).sweep();
        assertThat(rooms.calls).containsExactly("oldest 2");
        assertThat(told).isEmpty();
    }

    /** Whatever stops in between: what is read no more is said no more, and ids are not lost with the messages. */
    @Test
    void retractsMessagesBeforeItRemovesThem() {
        room(1);
        sweep(10).sweep();
        assertThat(rooms.calls).containsExactly("oldest 2", "oldest 1001", "begin", "gone", "remove");
    }

    @Test
    void whoTakesOverTellsOnceWhereHistoriesBegin() {
        RoomId room = room(0);
        rooms.firstSeqs.put(room, 1L);
        RoomId begun = room(0);
        rooms.messages.get(begun).subList(0, 3).clear();
        rooms.firstSeqs.put(begun, 4L);
        ExpirySweep sweep = sweep(10);
        sweep.sweep();
        sweep.sweep();
        assertThat(told).containsExactly(begun + " 4");
        sweep.forget();
        sweep.sweep();
        assertThat(told).containsExactly(begun + " 4", begun + " 4");
    }

    @Test
    void moreRoomsThanItRemembersAreAskedAgainAndNotToldAgain() {
        List<RoomId> all = List.of(room(1), room(1), room(1));
        ExpirySweep sweep = sweep(2);
        sweep.sweep();
        assertThat(told).hasSize(3);
        rooms.calls.clear();
        sweep.sweep();
        sweep.sweep();
        assertThat(rooms.calls).containsExactly("oldest 2", "oldest 2");
        assertThat(told).hasSize(3);
        // One that is gone makes room for another.
        rooms.messages.remove(all.get(0));
        sweep.sweep();
        sweep.sweep();
        rooms.calls.clear();
        sweep.sweep();
        assertThat(rooms.calls).isEmpty();
    }

    @Test
    void oneRoomThatFailsDoesNotHoldUpTheOthers() {
        RoomId broken = room(5);
        RoomId slow = room(5);
        RoomId other = room(5);
        rooms.watch = room -> {
            if (room.equals(broken)) {
                throw new IllegalStateException("such a document");
            }
            if (room.equals(slow)) {
                throw new UnavailableException("no answer");
            }
        };
        ExpirySweep sweep = sweep(10);
        assertThatThrownBy(sweep::sweep).isInstanceOf(UnavailableException.class);
        assertThat(told).containsExactly(other + " 6");
        rooms.watch = room -> {};
        sweep.sweep();
        assertThat(told).containsExactly(other + " 6", broken + " 6", slow + " 6");
    }

    @Test
    void goesOnBehindTheRoomAtWhichTheStoreWasAway() {
        RoomId first = room(5);
        RoomId second = room(5);
        rooms.watch = room -> {
            throw new StoreAwayException("away");
        };
        ExpirySweep sweep = sweep(10);
        assertThatThrownBy(sweep::sweep).isInstanceOf(StoreAwayException.class);
        assertThat(rooms.calls).hasSize(1);
        rooms.watch = room -> {};
        sweep.sweep();
        assertThat(told).containsExactly(second + " 6");
        sweep.sweep();
        assertThat(told).containsExactly(second + " 6", first + " 6");
    }

    @Test
    void asksNoMoreOnceTheStoreHasNotAnsweredOfAFew() {
        for (int i = 0; i < 10; i++) {
            room(5);
        }
        rooms.watch = room -> {
            throw new UnavailableException("no answer");
        };
        assertThatThrownBy(sweep(10)::sweep).isInstanceOf(UnavailableException.class);
        assertThat(rooms.calls).hasSize(3);
    }

    @Test
    void goesByTheStoresClock() {
        RoomId room = room(0);
        beats.ahead(nodes.me(), Duration.ofDays(-1));
        nodes.beat();
        ExpirySweep sweep = sweep(10);
        pass(Duration.ofDays(1));
        sweep.sweep();
        assertThat(rooms.messages.get(room)).hasSize(10);
        pass(Duration.ofHours(25));
        sweep.sweep();
        assertThat(rooms.messages.get(room)).hasSize(1);
    }

    @Test
    void takesNothingBeforeTheStoreHasSaidWhatTimeItIs() {
        RoomId room = room(0);
        pass(Duration.ofDays(2));
        LiveNodes unheard = new LiveNodes(beats, nanos::get);
        ExpirySweep sweep = sweep(10, unheard);
        sweep.sweep();
        assertThat(rooms.messages.get(room)).hasSize(10);
        unheard.beat();
        sweep.sweep();
        assertThat(rooms.messages.get(room)).hasSize(1);
    }

    /** A clock that is set wrong takes no history with it. */
    @Test
    void aLeapOfTheClockTakesNothingUnlessItStaysForAnHour() {
        RoomId room = room(0);
        ExpirySweep sweep = sweep(10);
        sweep.forget();
        clock.forward(Duration.ofDays(400));
        sweep.sweep();
        pass(Duration.ofMinutes(59));
        sweep.sweep();
        assertThat(rooms.messages.get(room)).hasSize(10);
        // Set right.
        clock.forward(Duration.ofDays(-400));
        sweep.sweep();
        pass(Duration.ofHours(2));
        sweep.sweep();
        assertThat(rooms.messages.get(room)).hasSize(10);
        // It was suspended.
        clock.forward(Duration.ofDays(400));
        sweep.sweep();
        assertThat(rooms.messages.get(room)).hasSize(10);
        pass(Duration.ofHours(1));
        sweep.sweep();
        assertThat(rooms.messages.get(room)).hasSize(1);
    }

    /** Messages of rooms without what they say. */
    private static final class Rooms implements ExpiryRepository {

        final Map<RoomId, List<Dated>> messages = new TreeMap<>(Comparator.comparing(RoomId::value));
        final Map<RoomId, Long> firstSeqs = new HashMap<>();
        final List<String> calls = new ArrayList<>();
        Consumer<RoomId> watch = room -> {};

        void called(String name) {
            calls.add(name);
        }

        @Override
        public List<Kept> rooms(boolean all, Optional<RoomId> after, int limit) {
            return messages.keySet().stream()
                    .filter(room -> after.isEmpty()
                            || room.value().compareTo(after.get().value()) > 0)
                    .limit(limit)
                    .map(room -> new Kept(room, Optional.empty(), firstSeqs.getOrDefault(room, 1L)))
                    .toList();
        }

        @Override
        public List<Dated> oldest(RoomId room, int limit) {
            called("oldest " + limit);
            watch.accept(room);
            return messages.get(room).stream().limit(limit).toList();
        }

        @Override
        public void begin(RoomId room, long firstSeq) {
            called("begin");
            firstSeqs.merge(room, firstSeq, Math::max);
        }

        @Override
        public void remove(RoomId room, List<Dated> expired) {
            called("remove");
            messages.get(room).removeAll(expired);
        }
    }
}
