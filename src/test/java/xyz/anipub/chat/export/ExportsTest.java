package xyz.anipub.chat.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import xyz.anipub.chat.MessageId;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.StoreFaults;
import xyz.anipub.chat.TestIds;
import xyz.anipub.chat.TooFastException;
import xyz.anipub.chat.UnavailableException;
import xyz.anipub.chat.UserId;
import xyz.anipub.chat.posting.InMemoryMessageRepository;
import xyz.anipub.testing.SettableClock;

class ExportsTest {

    private static final long MANY = 100_000;

    private final SettableClock clock = SettableClock.atNoon();
    private final UserId ann = TestIds.user();
    private final List<RoomId> rooms = List.of(TestIds.room(), TestIds.room()).stream()
            .sorted((one, other) -> one.value().compareTo(other.value()))
            .toList();
    private final Pages pages = new Pages();
    private final AtomicBoolean ended = new AtomicBoolean();
    private long taken;

    /** Makes messages up when they are asked for: every third of the room is Ann's. */
    private final class Pages implements OwnMessages {

        /** How many messages had been taken when a page was asked for. */
        final List<Long> takenBefore = new ArrayList<>();

        long told;

        @Override
        public List<RoomId> rooms(Optional<RoomId> after, int limit) {
            return rooms.stream()
                    .filter(room -> after.isEmpty()
                            || room.value().compareTo(after.get().value()) > 0)
                    .limit(limit)
                    .toList();
        }

        @Override
        public List<OwnMessage> of(UserId sender, RoomId room, long after, long upTo, int limit) {
            assertThat(upTo - after).isLessThanOrEqualTo(Export.STRETCH);
            takenBefore.add(taken);
            assertThat(taken).as("all that was told is taken").isEqualTo(told);
            List<OwnMessage> page = LongStream.rangeClosed(after + 1, upTo)
                    .filter(seq -> seq % 3 == 0)
                    .limit(limit)
                    .mapToObj(seq -> new OwnMessage(
                            new MessageId("%024x".formatted(seq)),
                            room,
                            seq,
                            "text",
                            clock.instant(),
                            Optional.empty(),
                            false,
                            Optional.empty()))
                    .toList();
            told += page.size();
            return page;
        }
    }

    private Exports exports(ExportRules rules) {
        InMemoryMessageRepository messages = new InMemoryMessageRepository(new StoreFaults()) {
            @Override
            public synchronized long lastSeq(RoomId room) {
                return MANY * 3;
            }
        };
        return new Exports(rules, pages, messages, clock);
    }

    @Test
    void asksForAPageWhenTheOneBeforeWasTaken() {
        try (Export export = exports(ExportRules.USUAL).begin(ann, ended::get)) {
            export.start();
            long[] last = {0};
            export.messages(message -> {
                taken++;
                assertThat(message.seq()).isEqualTo(last[0] % (MANY * 3) + 3);
                last[0] = message.seq();
            });
        }
        assertThat(taken).isEqualTo(2 * MANY);
        assertThat(pages.takenBefore).hasSize((int) (2 * MANY / Export.PAGE));
    }

    @Test
    void asksForNothingMoreWhenNothingIsTaken() {
        try (Export export = exports(ExportRules.USUAL).begin(ann, ended::get)) {
            export.start();
            assertThatThrownBy(() -> export.messages(message -> {
                        if (++taken == 1_000) {
                            throw new IOException("gone");
                        }
                    }))
                    .isInstanceOf(IOException.class);
        }
        assertThat(pages.told).isEqualTo(1_000);
    }

    @Test
    void areFewAtATimeAndADay() {
        Exports exports = exports(new ExportRules(2, 1, Duration.ofMinutes(1)));
        Export first = started(exports, ann);
        assertThatThrownBy(() -> exports.begin(TestIds.user(), ended::get)).isInstanceOf(UnavailableException.class);
        first.close();
        first.close();
        exports.begin(ann, ended::get).close();
        started(exports, ann).close();
        assertThatThrownBy(() -> exports.begin(ann, ended::get))
                .as("what was not started does not count")
                .isInstanceOfSatisfying(TooFastException.class, refused -> assertThat(refused.retryAfter())
                        .isEqualTo(Duration.ofDays(1)));
        started(exports, TestIds.user()).close();
        clock.forward(Duration.ofDays(1));
        started(exports, ann).close();
    }

    private Export started(Exports exports, UserId user) {
        Export export = exports.begin(user, ended::get);
        export.start();
        return export;
    }

    @Test
    void eachUserHasOneAtATime() {
        Exports exports = exports(ExportRules.USUAL);
        Export first = started(exports, ann);
        assertThatThrownBy(() -> exports.begin(ann, ended::get)).isInstanceOf(TooFastException.class);
        exports.begin(TestIds.user(), ended::get).close();
        first.close();
        exports.begin(ann, ended::get).close();
    }

    @Test
    void onesWhoseReceiverTakesNothingHaveTheirPlaceOnlySoLong() {
        Exports exports = exports(new ExportRules(5, 1, Duration.ofMinutes(30)));
        Export stuck = started(exports, ann);
        clock.forward(Duration.ofMinutes(30));
        Export next = started(exports, TestIds.user());
        assertThatThrownBy(stuck::requireGoesOn).isInstanceOf(UnavailableException.class);
        stuck.close();
        next.requireGoesOn();
    }

    @Test
    void aWriteToAReceiverWhoTakesNothingEndsAsWell() throws Exception {
        Exports exports = exports(new ExportRules(5, 1, Duration.ofMinutes(30)));
        Export stuck = started(exports, ann);
        CountDownLatch waits = new CountDownLatch(1);
        OutputStream out = stuck.through(new FullStream(waits));
        CompletableFuture<Boolean> isLeftInterrupted = new CompletableFuture<>();
        Thread writer = new Thread(() -> {
            try {
                out.write(1);
                isLeftInterrupted.completeExceptionally(new AssertionError("was taken"));
            } catch (IOException stopped) {
                isLeftInterrupted.complete(Thread.currentThread().isInterrupted());
            }
        });
        writer.start();
        waits.await();
        exports.stopLate();
        clock.forward(Duration.ofMinutes(30));
        assertThat(writer.isAlive()).isTrue();
        exports.stopLate();
        assertThat(isLeftInterrupted.get(1, TimeUnit.MINUTES))
                .as("the container's thread has other work next")
                .isFalse();
        assertThatThrownBy(() -> out.write(1)).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> stuck.through(new ByteArrayOutputStream()).write(1))
                .isInstanceOf(IOException.class);
    }

    /** Waits for a receiver as containers do. */
    private static final class FullStream extends OutputStream {

        private final CountDownLatch waits;

        FullStream(CountDownLatch waits) {
            this.waits = waits;
        }

        @Override
        public void write(int one) throws IOException {
            waits.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException();
            }
        }
    }

    @Test
    void oneThatIsNeverWrittenLosesItsPlaceSoon() {
        Exports exports = exports(new ExportRules(5, 1, Duration.ofMinutes(30)));
        Export never = exports.begin(ann, ended::get);
        clock.forward(Exports.START);
        exports.begin(ann, ended::get).close();
        assertThatThrownBy(never::start).isInstanceOf(UnavailableException.class);
    }

    @Test
    void goesOnOnlyAsLongAsItsUserMay() {
        try (Export export = started(exports(ExportRules.USUAL), ann)) {
            assertThatThrownBy(() -> export.messages(message -> ended.set(++taken == 1_000)))
                    .isInstanceOf(UnavailableException.class);
        }
        assertThat(taken).isEqualTo(1_000);
    }

    @Test
    void endsWhenItTakesTooLong() {
        try (Export export = exports(ExportRules.USUAL).begin(ann, ended::get)) {
            export.start();
            assertThatThrownBy(() -> export.messages(message -> {
                        taken++;
                        clock.forward(Duration.ofSeconds(10));
                    }))
                    .isInstanceOf(UnavailableException.class);
        }
        assertThat(taken).isLessThan(500);
    }
}
