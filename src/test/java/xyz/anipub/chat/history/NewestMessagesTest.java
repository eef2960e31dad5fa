package xyz.anipub.chat.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.UnavailableException;
import xyz.anipub.chat.message.Message;
import xyz.anipub.chat.posting.Cluster;
import xyz.anipub.chat.posting.Node;

class NewestMessagesTest {

    private final Cluster cluster = new Cluster();
    private final Node node = cluster.node();
    private final Node other = cluster.node();
    private final List<String> calls = new ArrayList<>();

    @Test
    void asksOnlyForTheLastMessageOfAPageItKnows() {
        post(node, 60);
        assertThat(newest(50)).isEqualTo(stored(50));
        watch();
        assertThat(newest(50)).isEqualTo(stored(50));
        post(node, 3);
        assertThat(newest(50)).isEqualTo(stored(50));
        assertThat(newest(1)).isEqualTo(stored(1));
        assertThat(calls)
                .filteredOn(call -> call.startsWith("newest") || call.equals("since"))
                .containsExactly("since", "since", "since");
        assertThat(calls).doesNotContain("lastChange");
    }

    @Test
    void fetchesWhatAnotherNodeStored() {
        post(node, 60);
        newest(50);
        post(other, 3);
        watch();
        assertThat(newest(50)).isEqualTo(stored(50));
        assertThat(newest(50)).isEqualTo(stored(50));
        assertThat(calls).containsExactly("since", "since");
    }

    @Test
    void readsAgainWhatItIsFarBehindOf() {
        post(node, 1);
        newest(50);
        post(other, 110);
        watch();
        assertThat(newest(50)).isEqualTo(stored(50));
        assertThat(calls).containsExactly("since", "lastChange", "newest 50");
    }

    @Test
    void showsWhatWasChangedByWhicheverNode() {
        post(node, 60);
        Message old = stored(60).get(0);
        Message changing = stored(1).get(0);
        node.reply(cluster.room, cluster.ann, "re", old.id()).join();
        newest(50);
        node.edit(changing, cluster.ann, "edited here").join();
        assertThat(newest(50)).isEqualTo(stored(50));
        other.react(changing, cluster.bob, "👍").join();
        post(other, 2);
        assertThat(newest(50)).isEqualTo(stored(50));
        other.edit(old, cluster.ann, "quoted from outside the page").join();
        assertThat(newest(50)).isEqualTo(stored(50));
        assertThat(newest(3).get(0).replyTo().orElseThrow().content()).isEqualTo("quoted from outside the page");
        other.delete(old, cluster.ann).join();
        assertThat(newest(50)).isEqualTo(stored(50));
        assertThat(node.newest.page(cluster.room, 1).lastChange()).isEqualTo(4);
        watch();
        newest(50);
        assertThat(calls).containsExactly("since");
    }

    @RepeatedTest(3)
    void isNeverBehindAChangeThatWasAnswered() throws InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            Node left = cluster.node(threads);
            Node right = cluster.node(threads);
            List<Message> posted = IntStream.range(0, 10)
                    .mapToObj(i -> left.emit(cluster.room, cluster.ann, "m" + i).join())
                    .toList();
            for (int round = 0; round < 40; round++) {
                String content = "round " + round;
                List<CompletableFuture<Message>> edits = new ArrayList<>();
                for (Message message : posted) {
                    edits.add((message.seq() % 2 == 0 ? left : right).edit(message, cluster.ann, content));
                    edits.add(right.emit(cluster.room, cluster.bob, content));
                    left.newest.newest(cluster.room, 50);
                }
                edits.forEach(CompletableFuture::join);
                assertThat(left.newest.newest(cluster.room, 50)).isEqualTo(stored(50));
            }
        } finally {
            threads.shutdownNow();
            threads.awaitTermination(10, TimeUnit.SECONDS);
        }
    }

    @Test
    void leavesNoHoleWhereItsNodeWasNotTheOnlyOne() {
        post(node, 1);
        newest(50);
        post(other, 1);
        post(node, 1);
        assertThat(newest(50)).isEqualTo(stored(50)).hasSize(3);
    }

    @Test
    void showsNothingOfAHistoryThatTheStoreHasNoMore() {
        post(node, 5);
        newest(50);
        cluster.messages.forget(cluster.room);
        assertThat(newest(50)).isEmpty();

        post(cluster.node(), 5);
        newest(50);
        cluster.messages.forget(cluster.room);
        post(cluster.node(), 7);
        assertThat(newest(50)).as("longer").isEqualTo(stored(50));

        cluster.messages.forget(cluster.room);
        post(cluster.node(), 6);
        assertThat(newest(50)).as("shorter").isEqualTo(stored(50));
    }

    @Test
    void failsWhileTheStoreIsAway() {
        post(node, 5);
        newest(50);
        cluster.faults.away();
        assertThatThrownBy(() -> newest(50)).isInstanceOf(UnavailableException.class);
    }

    @Test
    void leavesLongerPagesToTheStore() {
        post(node, 60);
        watch();
        assertThat(newest(55)).isEqualTo(stored(55));
        assertThat(calls).containsExactly("newest 55");
        assertThat(node.newest.rooms()).isZero();
    }

    @Test
    void keepsNoMoreRoomsThanItMay() {
        NewestMessages few = new NewestMessages(cluster.messages, new CacheLimits(4, 1_000_000));
        List<RoomId> rooms = rooms(20);
        for (RoomId room : rooms) {
            few.newest(room, 50);
            few.newest(rooms.get(0), 50);
            assertThat(few.rooms()).isBetween(1, 4);
        }
        watch();
        few.newest(rooms.get(0), 50);
        assertThat(calls).as("what is read most stays").containsExactly("since");
    }

    @Test
    void keepsNoMoreBytesThanItMay() {
        NewestMessages few = new NewestMessages(cluster.messages, new CacheLimits(100, 2_000));
        rooms(20).forEach(room -> {
            few.newest(room, 50);
            assertThat(few.rooms()).isLessThan(4);
        });
        post(node, 50);
        assertThat(few.newest(cluster.room, 50)).isEqualTo(stored(50));
        assertThat(few.rooms()).as("too large by itself").isZero();
    }

    @Test
    void keepsNothingIfItMayNot() {
        NewestMessages none = new NewestMessages(cluster.messages, new CacheLimits(0, 0));
        post(node, 1);
        none.newest(cluster.room, 50);
        watch();
        none.newest(cluster.room, 50);
        assertThat(calls).containsExactly("newest 50");
    }

    @RepeatedTest(3)
    void neverShowsHolesNorStepsBackWhileTwoNodesPost() throws InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            Node left = cluster.node(threads);
            Node right = cluster.node(threads);
            List<CompletableFuture<Message>> posts = new ArrayList<>();
            for (int i = 0; i < 150; i++) {
                posts.add(left.emit(cluster.room, cluster.ann, "l" + i));
                posts.add(right.emit(cluster.room, cluster.bob, "r" + i));
            }
            CompletableFuture<Void> all = CompletableFuture.allOf(posts.toArray(CompletableFuture<?>[]::new));
            long last = 0;
            while (!all.isDone() || last < 300) {
                List<Message> page = left.newest.newest(cluster.room, 50);
                if (!page.isEmpty()) {
                    assertThat(page)
                            .extracting(Message::seq)
                            .containsExactlyElementsOf(LongStream.rangeClosed(
                                            page.get(0).seq(), page.get(0).seq() + page.size() - 1)
                                    .boxed()
                                    .toList());
                    assertThat(page.get(page.size() - 1).seq()).isGreaterThanOrEqualTo(last);
                    last = page.get(page.size() - 1).seq();
                }
            }
            assertThat(left.newest.newest(cluster.room, 50)).isEqualTo(stored(50));
        } finally {
            threads.shutdownNow();
            threads.awaitTermination(10, TimeUnit.SECONDS);
        }
    }

    private List<RoomId> rooms(int count) {
        List<RoomId> rooms = IntStream.range(0, count)
                .mapToObj(i -> cluster.room("room" + i))
                .toList();
        rooms.forEach(room -> node.emit(room, cluster.ann, "hello").join());
        return rooms;
    }

    private void post(Node by, int count) {
        IntStream.range(0, count)
                .forEach(i -> by.emit(cluster.room, cluster.ann, "m" + i).join());
    }

    private List<Message> newest(int limit) {
        return node.newest.newest(cluster.room, limit);
    }

    private List<Message> stored(int limit) {
        List<Message> all = cluster.messages.all(cluster.room);
        return all.subList(Math.max(0, all.size() - limit), all.size());
    }

    private void watch() {
        cluster.faults.watch(calls::add);
    }
}
