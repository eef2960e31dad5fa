package xyz.anipub.socketio.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lettuce.core.Range;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import xyz.anipub.engineio.CloseReason;
import xyz.anipub.socketio.Socket;
import xyz.anipub.socketio.adapter.RecoveryOutcome;

/** Clients whose node has ended come back on another one, with what they missed. */
class MovingClientsTest extends MovingClientsChapter {

    @Test
    void aClientOfADeadNodeGetsWhatItMissedOnAnother() {
        Socket before = here.fixture.lastSocket();
        before.join("red");
        before.data().put("level", 3);
        here.main.emit("one");
        client.hears("one");
        there.main.emit("two");
        client.hears("one", "two");
        here.main.to("red").emit("three");
        client.hears("one", "two", "three");
        awaitKept("red", "level");
        here.die();
        there.main.emit("four");
        there.main.to("blue").emit("not for it");
        there.main.to("red").emit("five");

        assertThat(client.backOn(there)).isTrue();
        client.hears("one", "two", "three", "four", "five");
        Socket after = there.fixture.lastSocket();
        assertThat(after.recovery()).isEqualTo(RecoveryOutcome.RECOVERED);
        assertThat(after.rooms()).containsExactlyInAnyOrder(before.id(), "red");
        assertThat(after.data().toJson().getInt("level")).isEqualTo(3);
        there.main.to("red").emit("live");
        client.hears("one", "two", "three", "four", "five", "live");
    }

    @Test
    void aClientWhoseNodeLivesMovesAsWell() {
        here.main.emit("one");
        client.hears("one");
        awaitKept();
        client.peer.drop(CloseReason.TRANSPORT_CLOSE);
        here.main.emit("two");
        there.main.emit("three");
        here.main.emit("four");
        assertThat(client.backOn(there)).isTrue();
        await().atMost(SOON).until(() -> client.hear() && client.events.size() >= 4);
        assertThat(client.events).containsExactlyInAnyOrder("one", "two", "three", "four");
        // And back, with what the first node keeps of it out of date.
        there.main.emit("five");
        await().atMost(SOON).until(() -> client.hear() && client.events.contains("five"));
        awaitKept();
        client.peer.drop(CloseReason.TRANSPORT_CLOSE);
        here.main.emit("six");
        assertThat(client.backOn(here)).isTrue();
        await().atMost(SOON).until(() -> client.hear() && client.events.size() >= 6);
        assertThat(client.events).containsExactlyInAnyOrder("one", "two", "three", "four", "five", "six");
    }

    @Test
    void whatIsToBeSaidNoMoreIsNotReadByWhoComesBackAnywhere() {
        here.main.emit("one");
        client.hears("one");
        awaitKept();
        client.peer.drop(CloseReason.TRANSPORT_CLOSE);
        here.main.emit("bad", "secret");
        there.main.emit("worse", "secret");
        here.main.emit("two");
        await().atMost(SOON).until(() -> commands.xlen("socket.io") == 4);
        assertThat(here.main.retract(text -> text.contains("secret"), true)).succeedsWithin(SOON);
        assertThat(there.main.retract(text -> text.contains("secret"), false)).isCompleted();
        assertThat(commands.xrange("socket.io", Range.unbounded())).hasSize(2).noneMatch(entry -> entry.toString()
                .contains("secret"));
        assertThat(client.backOn(there)).isTrue();
        client.hears("one", "two");
        here.die();
        assertThat(here.main.retract(text -> text.contains("two"), true))
                .as("to be asked for again")
                .failsWithin(SOON);
    }

    /** What is written of its session while it is away says nothing of what has been sent since. */
    @Test
    void whatWasSentWhileItWasAwayIsNotLostByAChangeOfItsRooms() {
        here.fixture.lastSocket().join("red", "blue");
        here.main.emit("one");
        client.hears("one");
        awaitKept("red", "blue");
        client.peer.drop(CloseReason.TRANSPORT_CLOSE);
        here.main.emit("two");
        there.main.emit("three");
        here.main.in("red").socketsLeave("blue");
        await().atMost(SOON)
                .until(() -> told().stream().anyMatch(session -> session.contains("red") && !session.contains("blue")));
        assertThat(client.backOn(there)).isTrue();
        await().atMost(SOON).until(() -> client.hear() && client.events.size() >= 3);
        assertThat(client.events).containsExactlyInAnyOrder("one", "two", "three");
    }

    /** What another node has taken is out of date where it was. */
    @Test
    void whatHasBeenTakenIsNotKeptAgain() {
        here.fixture.lastSocket().join("red", "blue");
        here.main.emit("one");
        client.hears("one");
        awaitKept("red", "blue");
        client.peer.drop(CloseReason.TRANSPORT_CLOSE);
        here.main.in("red").socketsJoin("green");
        awaitKept("green");
        // As the one does that takes it.
        assertThat(commands.del(kept().toArray(String[]::new))).isEqualTo(1);
        here.main.in("red").socketsLeave("blue");
        await().atMost(SOON)
                .until(() -> !ServerFixture.local(here.main).adapter().isWanted("red"));
        assertThat(kept()).isEmpty();
        assertThat(client.backOn(here)).isFalse();
    }

    /** Both nodes send all the time. */
    @Test
    void nothingIsLostOrDoubledHoweverOftenItMoves() throws InterruptedException {
        AtomicBoolean goesOn = new AtomicBoolean(true);
        AtomicInteger heard = new AtomicInteger();
        AtomicInteger sentHere = new AtomicInteger();
        AtomicInteger sentThere = new AtomicInteger();
        Thread sending = new Thread(() -> {
            while (goesOn.get()) {
                // Never more than it can have at once.
                if (sentHere.get() + sentThere.get() - heard.get() < 400) {
                    here.main.emit("h" + sentHere.incrementAndGet());
                    there.main.emit("t" + sentThere.incrementAndGet());
                } else {
                    Thread.onSpinWait();
                }
            }
        });
        sending.start();
        try {
            Node on = here;
            for (int i = 0; i < 20; i++) {
                int before = client.events.size();
                await().atMost(SOON).until(() -> hear(heard) > before + 20);
                client.peer.drop(CloseReason.TRANSPORT_CLOSE);
                on = on == here ? there : here;
                String last = client.offset;
                client.backOn(on);
                assertThat(on.fixture.lastSocket().recovery())
                        .as("move " + i + " " + last)
                        .isEqualTo(RecoveryOutcome.RECOVERED);
            }
        } finally {
            goesOn.set(false);
            sending.join();
        }
        await().atMost(SOON)
                .until(() -> hear(heard) > 0
                        && client.events.contains("h" + sentHere)
                        && client.events.contains("t" + sentThere));
        assertThat(client.events).doesNotHaveDuplicates();
        assertThat(numbers("h")).containsExactlyElementsOf(upTo(numbers("h").get(0), sentHere.get()));
        assertThat(numbers("t")).containsExactlyElementsOf(upTo(numbers("t").get(0), sentThere.get()));
    }

    private int hear(AtomicInteger heard) {
        client.hear();
        heard.set(client.events.size());
        return client.events.size();
    }

    private List<Integer> numbers(String sender) {
        return client.events.stream()
                .filter(event -> event.startsWith(sender))
                .map(event -> Integer.valueOf(event.substring(1)))
                .toList();
    }

    private static List<Integer> upTo(int first, int last) {
        return IntStream.rangeClosed(first, last).boxed().toList();
    }

    @Test
    void whoWasPutOutOfARoomMeanwhileGetsNothingOfIt() {
        here.fixture.lastSocket().join("red", "blue");
        here.main.emit("one");
        client.hears("one");
        awaitKept("red", "blue");
        here.die();
        there.main.to("red").emit("secret");
        there.main.to("blue").emit("open");
        there.main.onRecovery((socket, rooms, data) -> {
            assertThat(rooms).contains("red", "blue");
            there.main.in(socket.id()).socketsLeave("red");
            return true;
        });
        assertThat(client.backOn(there)).isTrue();
        client.hears("one", "open");
        assertThat(there.fixture.lastSocket().rooms()).containsExactlyInAnyOrder(client.sid, "blue");
        there.main.to("red").emit("more");
        there.main.to("blue").emit("live");
        client.hears("one", "open", "live");
    }

    @Test
    void whatWasSentBeforeItCameIntoARoomIsNotForIt() {
        Client other = new Client().on(here);
        Socket itself = here.fixture.sockets.get(0);
        here.main.to(itself.id()).emit("one");
        client.hears("one");
        there.main.to("red").emit("before");
        there.main.to(other.sid).emit("so far");
        other.hears("so far");
        itself.join("red");
        awaitKept("red");
        here.die();
        there.main.to("red").emit("after");
        assertThat(client.backOn(there)).isTrue();
        client.hears("one", "after");
    }
}
