package xyz.anipub.chat.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import xyz.anipub.chat.InvalidFieldException;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.RoomNotFoundException;
import xyz.anipub.chat.TestIds;
import xyz.anipub.chat.TooFastException;
import xyz.anipub.chat.UserLimits;
import xyz.anipub.chat.UserPace;
import xyz.anipub.chat.message.Message;
import xyz.anipub.chat.posting.Cluster;
import xyz.anipub.chat.posting.Node;
import xyz.anipub.chat.search.SearchService.Found;

/** Which stretches are looked at, here of ten messages with three results. */
class SearchServiceTest {

    private final Cluster cluster = new Cluster();
    private final Node node = cluster.node();
    private final List<MessageSearch.Stretch> asked = new ArrayList<>();
    private final SearchService search = new SearchService(
            new InMemorySearch(),
            cluster.messages,
            node.rooms,
            new UserPace(UserLimits.standard(), () -> 0),
            new SearchRules(3, 10, 2, 4, Duration.ofSeconds(4)));

    private final class InMemorySearch implements MessageSearch {

        @Override
        public List<Message> in(Stretch stretch, String text, int limit) {
            return in(List.of(stretch), text, limit);
        }

        @Override
        public List<Message> in(List<Stretch> stretches, String text, int limit) {
            asked.addAll(stretches);
            return stretches.stream()
                    .flatMap(this::messages)
                    .filter(message ->
                            message.content().toLowerCase(Locale.ROOT).contains(text))
                    .sorted(Comparator.comparing(Message::timestamp)
                            .thenComparing(Message::seq)
                            .reversed())
                    .limit(limit)
                    .toList();
        }

        private Stream<Message> messages(Stretch stretch) {
            return cluster.messages.all(stretch.room()).stream()
                    .filter(message -> message.seq() >= stretch.from() && message.seq() < stretch.before());
        }
    }

    private void post(RoomId room, String... contents) {
        for (String content : contents) {
            cluster.clock.forward(Duration.ofMillis(1));
            node.emit(room, cluster.ann, content).join();
        }
    }

    private static List<Long> seqs(List<Message> messages) {
        return messages.stream().map(Message::seq).toList();
    }

    @Test
    void goesBackThroughTheRoomStretchByStretch() {
        for (int i = 1; i <= 25; i++) {
            post(cluster.room, i == 4 ? "needle" : "hay");
        }
        Found first = search.inRoom(cluster.room, cluster.bob.id(), "needle", Optional.empty());
        assertThat(first.messages()).isEmpty();
        assertThat(first.next()).contains(16L);
        Found second = search.inRoom(cluster.room, cluster.bob.id(), "needle", first.next());
        assertThat(second.next()).contains(6L);
        Found third = search.inRoom(cluster.room, cluster.bob.id(), "needle", second.next());
        assertThat(seqs(third.messages())).containsExactly(4L);
        assertThat(third.next()).isEmpty();
        assertThat(asked)
                .extracting(MessageSearch.Stretch::from, MessageSearch.Stretch::before)
                .containsExactly(tuple(16L, 26L), tuple(6L, 16L), tuple(1L, 6L));
    }

    @Test
    void goesOnBehindTheLastResultWhereThereAreMany() {
        post(cluster.room, "x1", "x2", "x3", "x4", "x5");
        Found first = search.inRoom(cluster.room, cluster.bob.id(), " x ", Optional.empty());
        assertThat(seqs(first.messages())).containsExactly(5L, 4L, 3L);
        Found second = search.inRoom(cluster.room, cluster.bob.id(), "x", first.next());
        assertThat(seqs(second.messages())).containsExactly(2L, 1L);
        assertThat(second.next()).isEmpty();
    }

    @Test
    void looksAtNothingBelowTheFirstMessageAndBeyondTheLast() {
        assertThat(search.inRoom(cluster.room, cluster.bob.id(), "x", Optional.empty())
                        .next())
                .isEmpty();
        post(cluster.room, "x");
        assertThat(seqs(search.inRoom(cluster.room, cluster.bob.id(), "x", Optional.of(Long.MAX_VALUE))
                        .messages()))
                .containsExactly(1L);
        assertThat(search.inRoom(cluster.room, cluster.bob.id(), "x", Optional.of(0L))
                        .messages())
                .isEmpty();
    }

    @Test
    void searchesTheNewestMessagesOfTheRoomsThatWereActiveLast() {
        RoomId quiet = cluster.room("Quiet");
        RoomId busy = cluster.room("Busy");
        post(quiet, "x in quiet");
        cluster.clock.forward(Duration.ofSeconds(2));
        post(cluster.room, "x in lobby");
        post(busy, "x too old", "-", "-", "-", "x in busy");
        node.activity.flush();
        var found = search.inRoomsOf(cluster.bob.id(), "x");
        assertThat(found.messages()).extracting(Message::content).containsExactly("x in busy", "x in lobby");
        assertThat(found.rooms()).containsOnlyKeys(busy, cluster.room);
        assertThat(search.inRoomsOf(TestIds.user(), "x").messages()).isEmpty();
    }

    @Test
    void refusesTextsAndRoomsThatAreNone() {
        assertThatThrownBy(() -> search.inRoom(cluster.room, cluster.bob.id(), "  ", Optional.empty()))
                .isInstanceOf(InvalidFieldException.class);
        assertThatThrownBy(() -> search.inRoomsOf(cluster.bob.id(), "x".repeat(101)))
                .isInstanceOf(InvalidFieldException.class);
        assertThatThrownBy(() -> search.inRoom(TestIds.room(), cluster.bob.id(), "x", Optional.empty()))
                .isInstanceOf(RoomNotFoundException.class);
        assertThat(asked).isEmpty();
    }

    @Test
    void letsOneUserSearchOnlySoOften() {
        for (int i = 0; i < 10; i++) {
            search.inRoomsOf(cluster.bob.id(), "x");
        }
        assertThatThrownBy(() -> search.inRoom(cluster.room, cluster.bob.id(), "x", Optional.empty()))
                .isInstanceOf(TooFastException.class);
        search.inRoomsOf(cluster.ann.id(), "x");
    }
}
