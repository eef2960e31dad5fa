package xyz.anipub.chat.presence;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.TestIds;
import xyz.anipub.chat.UserId;

class ActiveRoomsTest {

    private final ActiveRooms rooms = new ActiveRooms();
    private final RoomId room = TestIds.room();
    private final UserId ann = TestIds.user();
    private final UserId bob = TestIds.user();

    @Test
    void reportsTheFirstAndTheLastSocketOfAUser() {
        assertThat(rooms.enter(room, new Presence(ann, "Ann", "s1"))).isTrue();
        assertThat(rooms.enter(room, new Presence(ann, "Ann", "s2"))).isFalse();
        assertThat(rooms.enter(room, new Presence(bob, "Bob", "s3"))).isTrue();
        assertThat(rooms.exit(room, new Presence(ann, "Ann", "s1"))).isFalse();
        assertThat(rooms.isPresent(room, ann)).isTrue();
        assertThat(rooms.exit(room, new Presence(ann, "Ann", "s2"))).isTrue();
        assertThat(rooms.isPresent(room, ann)).isFalse();
        assertThat(rooms.userCount(room)).isEqualTo(1);
    }

    @Test
    void changesNothingTwice() {
        rooms.enter(room, new Presence(ann, "Ann", "s1"));
        assertThat(rooms.enter(room, new Presence(ann, "Ann", "s1"))).isFalse();
        assertThat(rooms.in(room, 10)).hasSize(1);
        assertThat(rooms.exit(room, new Presence(ann, "Ann", "s1"))).isTrue();
        assertThat(rooms.exit(room, new Presence(ann, "Ann", "s1"))).isFalse();
        assertThat(rooms.exit(room, new Presence(bob, "Bob", "never"))).isFalse();
        assertThat(rooms.exit(TestIds.room(), new Presence(ann, "Ann", "s1"))).isFalse();
    }

    @Test
    void endsThePresenceOfAllAtOnce() {
        List<Presence> all = List.of(new Presence(ann, "Ann", "s1"), new Presence(bob, "Bob", "s2"));
        all.forEach(each -> rooms.enter(room, each));
        assertThat(rooms.end(room)).isEqualTo(all);
        assertThat(rooms.end(room)).isEmpty();
        assertThat(rooms.userCount(room)).isZero();
        assertThat(rooms.exit(room, new Presence(ann, "Ann", "s1")))
                .as("nobody is told a second time")
                .isFalse();
    }

    @Test
    void keepsRoomsApart() {
        RoomId other = TestIds.room();
        rooms.enter(room, new Presence(ann, "Ann", "s1"));
        assertThat(rooms.enter(other, new Presence(ann, "Ann", "s1"))).isTrue();
        assertThat(rooms.exit(room, new Presence(ann, "Ann", "s1"))).isTrue();
        assertThat(rooms.isPresent(other, ann)).isTrue();
    }

    @Test
    void listsUsersInTheOrderOfComing() {
        IntStream.range(0, 5).forEach(i -> rooms.enter(room, new Presence(i % 2 == 0 ? ann : bob, "x", "s" + i)));
        List<Presence> before = rooms.in(room, 5);
        assertThat(before).extracting(Presence::socketId).containsExactly("s0", "s2", "s4", "s1", "s3");
        rooms.exit(room, new Presence(ann, "x", "s0"));
        assertThat(before).as("a snapshot").hasSize(5);
        assertThat(rooms.in(room, 10)).extracting(Presence::socketId).containsExactly("s2", "s4", "s1", "s3");
        assertThat(rooms.userCount(room)).isEqualTo(2);
        assertThat(rooms.in(TestIds.room(), 10)).isEmpty();
        assertThat(rooms.userCount(TestIds.room())).isZero();
    }

    @Test
    void listsEveryUserOnceWhereAllSocketsAreTooMany() {
        IntStream.range(0, 200).forEach(i -> rooms.enter(room, new Presence(i < 100 ? ann : bob, "x", "s" + i)));
        assertThat(rooms.in(room, 200)).hasSize(200);
        rooms.enter(room, new Presence(TestIds.user(), "Third", "third"));
        assertThat(rooms.in(room, 200)).extracting(Presence::socketId).containsExactly("s0", "s100", "third");
        assertThat(rooms.userCount(room)).isEqualTo(3);
        assertThat(rooms.in(room, 2)).extracting(Presence::socketId).containsExactly("s0", "s100");
    }

    @RepeatedTest(5)
    void countsEveryTransitionOnceWhileSocketsRace() throws Exception {
        AtomicInteger comings = new AtomicInteger();
        AtomicInteger goings = new AtomicInteger();
        ExecutorService threads = Executors.newFixedThreadPool(4);
        CompletableFuture<?>[] sockets = IntStream.range(0, 4)
                .mapToObj(s -> CompletableFuture.runAsync(
                        () -> IntStream.range(0, 500).forEach(i -> {
                            if (rooms.enter(room, new Presence(ann, "Ann", "s" + s))) {
                                comings.incrementAndGet();
                            }
                            if (rooms.exit(room, new Presence(ann, "Ann", "s" + s))) {
                                goings.incrementAndGet();
                            }
                        }),
                        threads))
                .toArray(CompletableFuture<?>[]::new);
        CompletableFuture.allOf(sockets).get(60, TimeUnit.SECONDS);
        threads.shutdownNow();
        assertThat(comings.get()).isPositive().isEqualTo(goings.get());
        assertThat(rooms.in(room, 10)).isEmpty();
        assertThat(rooms.userCount(room)).isZero();
    }
}
