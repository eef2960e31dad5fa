package xyz.anipub.engineio.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import xyz.anipub.engineio.packet.EncodedPacket;

class OutboxTest {

    private final Outbox outbox = new Outbox(new QueueBound(3, 20), 1_000_000, new Backlog(1_000_000));

    private List<String> drain() {
        return outbox.drain().stream().map(EncodedPacket::text).toList();
    }

    @Test
    void drainsEverythingInOrder() {
        outbox.offer(PreparedMessage.text("a"));
        outbox.offer(PreparedMessage.of("b", List.of(new byte[] {1})));

        assertThat(drain()).containsExactly("4a", "4b", "bAQ==");
        assertThat(outbox.isEmpty()).isTrue();
    }

    @Test
    void drainsWholeMessagesUpToABatch() {
        Outbox small = new Outbox(new QueueBound(100, 1_000), 6, new Backlog(1_000_000));
        for (String text : List.of("ab", "cd", "ef", "0123456789", "g")) {
            small.offer(PreparedMessage.text(text));
        }

        assertThat(small.drain()).extracting(EncodedPacket::text).containsExactly("4ab", "4cd");
        assertThat(small.drain()).extracting(EncodedPacket::text).containsExactly("4ef");
        assertThat(small.drain()).extracting(EncodedPacket::text).containsExactly("40123456789");
        assertThat(small.drain()).extracting(EncodedPacket::text).containsExactly("4g");
        assertThat(small.isEmpty()).isTrue();
    }

    @Test
    void countsWhatABatchHasLeftBehind() {
        Outbox small = new Outbox(new QueueBound(3, 1_000), 1, new Backlog(1_000_000));
        for (String text : List.of("a", "b", "c")) {
            small.offer(PreparedMessage.text(text));
        }
        assertThat(small.offer(PreparedMessage.text("d"))).isFalse();

        small.drain();

        assertThat(small.offer(PreparedMessage.text("d"))).isTrue();
        assertThat(small.offer(PreparedMessage.text("e"))).isFalse();
    }

    @Test
    void refusesAGroupThatDoesNotFitAsAWhole() {
        outbox.offer(PreparedMessage.text("a"));
        outbox.offer(PreparedMessage.text("b"));

        assertThat(outbox.offer(PreparedMessage.of("c", List.of(new byte[] {1}))))
                .isFalse();
        assertThat(drain()).containsExactly("4a", "4b");
    }

    @Test
    void countsBytesAsTheyAreOnTheWire() {
        assertThat(outbox.offer(PreparedMessage.text("€€€"))).isTrue();
        assertThat(outbox.offer(PreparedMessage.text("123456789"))).isTrue();

        assertThat(outbox.offer(PreparedMessage.text(""))).isFalse();
    }

    @Test
    void takesAnyMessageWhileEmpty() {
        assertThat(outbox.offer(PreparedMessage.text("x".repeat(1_000)))).isTrue();
        assertThat(outbox.offer(PreparedMessage.text("y"))).isFalse();
    }

    @Test
    void dropsVolatileMessagesFirst() {
        outbox.offer(PreparedMessage.text("a"));
        outbox.offer(PreparedMessage.text("v").asVolatile());
        outbox.offer(PreparedMessage.text("b"));

        assertThat(outbox.offer(PreparedMessage.text("c"))).isTrue();
        assertThat(outbox.offer(PreparedMessage.text("d"))).isFalse();
        assertThat(drain()).containsExactly("4a", "4b", "4c");
    }

    @Test
    void hasRoomAgainOnceDrained() {
        outbox.offer(PreparedMessage.text("a"));
        outbox.offer(PreparedMessage.text("b"));
        outbox.offer(PreparedMessage.text("c"));
        outbox.drain();

        assertThat(outbox.offer(PreparedMessage.text("d"))).isTrue();
    }
}
