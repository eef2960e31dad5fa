package xyz.anipub.engineio.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BacklogTest {

    private static final int BATCH = 1_000;

    private final Backlog backlog = new Backlog(100_000);

    private Outbox outbox() {
        return new Outbox(new QueueBound(10_000, 10_000_000), BATCH, backlog);
    }

    private static PreparedMessage message() {
        return PreparedMessage.text("x".repeat(2_000));
    }

    @Test
    void countsNothingOfAQueueThatIsShort() {
        outbox().offer(message());

        assertThat(backlog.bytes()).isZero();
    }

    @Test
    void countsAMessageForManyOnce() {
        PreparedMessage shared = message();
        for (int i = 0; i < 1_000; i++) {
            Outbox one = outbox();
            one.offer(shared);
            assertThat(one.offer(shared)).isTrue();
        }

        assertThat(backlog.bytes()).isBetween(2_000L, 3_000L);
    }

    @Test
    void refusesMoreThanItsBoundForAllTogether() {
        List<Outbox> many = new ArrayList<>();
        boolean refused = false;
        for (int i = 0; i < 100; i++) {
            Outbox one = outbox();
            many.add(one);
            one.offer(message());
            refused |= !one.offer(message());
        }
        assertThat(refused).isTrue();
        assertThat(backlog.bytes()).isBetween(90_000L, 100_000L);

        many.forEach(Outbox::clear);

        assertThat(backlog.bytes()).isZero();
    }

    @Test
    void hasRoomAgainForWhatIsDrainedOrDropped() {
        Outbox drained = outbox();
        Outbox dropped = new Outbox(new QueueBound(3, 10_000_000), BATCH, backlog);
        for (int i = 0; i < 3; i++) {
            drained.offer(message());
            dropped.offer(message().asVolatile());
        }
        assertThat(backlog.bytes()).isPositive();

        while (!drained.isEmpty()) {
            drained.drain();
        }
        assertThat(dropped.offer(message())).isTrue();
        dropped.drain();

        assertThat(backlog.bytes()).isZero();
    }

    @Test
    void countsWhatComesIn() {
        Inbox inbox = new Inbox("sid", new QueueBound(10_000, 10_000_000), task -> {}, backlog);

        boolean taken = true;
        for (int i = 0; i < 1_000 && taken; i++) {
            taken = inbox.offer(1_000, () -> {});
        }

        assertThat(taken).isFalse();
        assertThat(backlog.bytes()).isBetween(90_000L, 100_000L);
    }
}
