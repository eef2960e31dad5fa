package xyz.anipub.socketio.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.json.JsonValue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import xyz.anipub.socketio.Socket;
import xyz.anipub.socketio.event.Ack;
import xyz.anipub.socketio.event.AckTimeoutException;
import xyz.anipub.socketio.event.SocketDisconnectedException;

class AckTest {

    private final ServerFixture fixture = new ServerFixture();
    private final Peer peer = fixture.peer();
    private final List<Ack> acks = new ArrayList<>();
    private Socket socket;

    @BeforeEach
    void join() {
        peer.join();
        socket = fixture.lastSocket();
        socket.on("ask", (arguments, ack) -> acks.add(ack));
    }

    @Test
    void answersOnce() {
        peer.say("213[\"ask\"]");
        acks.get(0).send("ok", 1);
        acks.get(0).send("again");

        assertThat(acks.get(0).isRequested()).isTrue();
        assertThat(peer.take()).containsExactly("313[\"ok\",1]");
    }

    @Test
    void answersWithNothingOrWithBinary() {
        peer.say("20[\"ask\"]").say("21[\"ask\"]");
        acks.get(1).send(new byte[] {1});
        acks.get(0).send();
        assertThat(peer.take()).containsExactly("61-1[{\"_placeholder\":true,\"num\":0}]", "bAQ==", "30[]");
    }

    @Test
    void canAnswerAfterArgumentsThatCannotBeSent() {
        peer.say("20[\"ask\"]");
        assertThatThrownBy(() -> acks.get(0).send(new Thread())).isInstanceOf(IllegalArgumentException.class);
        acks.get(0).send("ok");
        assertThat(peer.take()).containsExactly("30[\"ok\"]");
    }

    @Test
    void saysNothingIfNobodyAsked() {
        peer.say("2[\"ask\"]");
        acks.get(0).send("ok");
        assertThat(acks.get(0).isRequested()).isFalse();
        assertThat(peer.take()).isEmpty();
    }

    @Test
    void saysNothingWhenTheSocketHasLeft() {
        peer.say("20[\"ask\"]").say("1");
        acks.get(0).send("ok");
        assertThat(peer.take()).isEmpty();
    }

    @Test
    void bringsTheClientsAnswer() {
        CompletionStage<List<JsonValue>> answer = socket.emitWithAck("vote", "a");
        assertThat(peer.take()).containsExactly("20[\"vote\",\"a\"]");
        peer.say("30[\"yes\",2]").say("30[\"no\"]");

        assertThat(answer.toCompletableFuture())
                .isCompletedWithValueMatching(values -> values.toString().equals("[\"yes\", 2]"));
        assertThat(fixture.timers.pending()).isZero();
    }

    @Test
    void bringsABinaryAnswer() {
        CompletionStage<List<JsonValue>> answer = socket.emitWithAck("vote");
        peer.say("61-0[{\"_placeholder\":true,\"num\":0}]").say(new byte[] {1, 2, 3, 4});
        assertThat(answer.toCompletableFuture())
                .isCompletedWithValueMatching(values -> values.toString().equals("[\"AQIDBA==\"]"));
    }

    @Test
    void countsIdsForTheWholeNamespace() {
        Peer other = fixture.joinedPeer();
        socket.emitWithAck("a");
        fixture.lastSocket().emitWithAck("b");
        socket.emitWithAck("c");
        assertThat(peer.take()).containsExactly("20[\"a\"]", "22[\"c\"]");
        assertThat(other.take()).containsExactly("21[\"b\"]");
    }

    @Test
    void takesNoAnswerFromAnotherSocket() {
        Peer other = fixture.joinedPeer();
        CompletionStage<List<JsonValue>> answer = socket.emitWithAck("a");
        other.say("30[]").say("399[]").say("3[]");
        assertThat(answer.toCompletableFuture()).isNotDone();
        assertThat(other.isClosed()).isFalse();
    }

    @Test
    void failsWithWhatItPromisesAndNotWithAWrapper() {
        List<Throwable> failures = new ArrayList<>();
        socket.timeout(Duration.ofMillis(100))
                .emitWithAck("a")
                .whenComplete((values, failure) -> failures.add(failure));
        fixture.timers.advance(Duration.ofMillis(100));
        assertThat(failures).singleElement().isInstanceOf(AckTimeoutException.class);
    }

    @Test
    void timesOut() {
        CompletionStage<List<JsonValue>> quick =
                socket.timeout(Duration.ofMillis(100)).emitWithAck("a", 1);
        CompletionStage<List<JsonValue>> slow = socket.emitWithAck("a");
        assertThat(peer.take()).containsExactly("20[\"a\",1]", "21[\"a\"]");
        fixture.timers.advance(Duration.ofMillis(99));
        assertThat(quick.toCompletableFuture()).isNotDone();
        fixture.timers.advance(Duration.ofMillis(1));
        assertThat(quick.toCompletableFuture())
                .failsWithin(Duration.ZERO)
                .withThrowableThat()
                .havingCause()
                .isInstanceOf(AckTimeoutException.class)
                .withMessage("operation has timed out");
        peer.say("30[]");
        fixture.timers.advance(Duration.ofMillis(9_899));
        assertThat(slow.toCompletableFuture()).isNotDone();
        fixture.timers.advance(Duration.ofMillis(1));
        assertThat(slow.toCompletableFuture()).isCompletedExceptionally();
        assertThatThrownBy(() -> socket.timeout(Duration.ZERO)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void failsWhenTheSocketLeaves() {
        CompletionStage<List<JsonValue>> before = socket.emitWithAck("a");
        peer.say("1");
        CompletionStage<List<JsonValue>> after = socket.emitWithAck("a");

        for (CompletionStage<List<JsonValue>> answer : List.of(before, after)) {
            assertThat(answer.toCompletableFuture())
                    .failsWithin(Duration.ZERO)
                    .withThrowableThat()
                    .havingCause()
                    .isInstanceOf(SocketDisconnectedException.class)
                    .withMessage("socket has been disconnected");
        }
        assertThat(fixture.timers.pending()).isZero();
    }

    @Test
    void areBounded() {
        for (int i = 0; i < 3; i++) {
            assertThat(socket.emitWithAck("a").toCompletableFuture()).isNotDone();
        }
        assertThat(socket.emitWithAck("a").toCompletableFuture())
                .failsWithin(Duration.ZERO)
                .withThrowableThat()
                .havingCause()
                .isInstanceOf(IllegalStateException.class)
                .withMessage("more than 3 pending acks");
        peer.say("30[]");
        assertThat(socket.emitWithAck("a").toCompletableFuture()).isNotDone();
    }
}
