package xyz.anipub.engineio;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import xyz.anipub.engineio.packet.EncodedPacket;

class OutboxTest {

    private final Outbox outbox = new Outbox(new QueueBound(3, 20));

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
