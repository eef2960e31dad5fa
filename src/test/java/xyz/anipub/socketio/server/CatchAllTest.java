package xyz.anipub.socketio.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import xyz.anipub.socketio.Socket;
import xyz.anipub.socketio.event.AnyListener;
import xyz.anipub.socketio.event.EventHandler;

/** Catch-all listeners, event middlewares, and handlers that come and go. */
class CatchAllTest {

    private final ServerFixture fixture = new ServerFixture();
    private final Peer peer = fixture.peer();
    private final List<String> heard = new ArrayList<>();
    private Socket socket;

    @BeforeEach
    void join() {
        peer.join();
        socket = fixture.lastSocket();
    }

    @Test
    void hearsEveryEventBeforeMiddlewaresAndHandlers() {
        socket.on("say", (arguments, ack) -> heard.add("handler"));
        socket.use((event, arguments) -> heard.add("middleware " + event + arguments));
        AnyListener any = (event, arguments) -> heard.add("any " + event + arguments);
        socket.onAny(any);
        socket.prependAny((event, arguments) -> heard.add("first"));
        peer.say("2[\"say\",1]").say("30[]");
        assertThat(heard).containsExactly("first", "any say[1]", "middleware say[1]", "handler");

        heard.clear();
        socket.offAny(any);
        peer.say("2[\"other\"]");
        assertThat(heard).containsExactly("first", "middleware other[]");
    }

    @Test
    void survivesAListenerThatThrows() {
        socket.onAny((event, arguments) -> {
            throw new IllegalStateException("bug");
        });
        socket.onAnyOutgoing((event, arguments) -> {
            throw new IllegalStateException("bug");
        });
        socket.on("say", (arguments, ack) -> socket.emit("said"));
        peer.say("2[\"say\"]");
        assertThat(peer.take()).containsExactly("2[\"said\"]");
    }

    @Test
    void hearsEverythingThatIsSentButAcks() {
        AnyListener any = (event, arguments) -> heard.add(event + arguments);
        socket.onAnyOutgoing(any);
        socket.prependAnyOutgoing((event, arguments) -> heard.add("first"));
        socket.on("ask", (arguments, ack) -> ack.send());
        peer.say("20[\"ask\"]");
        socket.emit("a", 1);
        socket.asVolatile().emit("b");
        socket.emitWithAck("c");
        fixture.main.emit("d");
        fixture.main.broadcast().emitWithAck("e");
        socket.broadcast().emit("f");
        assertThat(heard)
                .containsExactly("first", "a[1]", "first", "b[]", "first", "c[]", "first", "d[]", "first", "e[]");

        heard.clear();
        socket.offAnyOutgoing(any);
        peer.say("1");
        socket.emit("late");
        assertThat(heard).isEmpty();
    }

    @Test
    void keepsAnEventFromItsHandlersAndTellsOnlyTheServer() {
        fixture.main.onHandlerError((failed, event, ack, failure) ->
                heard.add(event + " " + failure.getMessage() + " " + ack.isRequested()));
        socket.use((event, arguments) -> {
            if (event.equals("bad")) {
                throw new IllegalArgumentException("refused");
            }
        });
        socket.use((event, arguments) -> heard.add("second " + event));
        socket.on("bad", (arguments, ack) -> heard.add("handler"));
        socket.on("good", (arguments, ack) -> heard.add("handler"));
        peer.say("20[\"bad\"]").say("2[\"good\"]");

        assertThat(heard).containsExactly("bad refused true", "second good", "handler");
        assertThat(peer.take()).isEmpty();
        assertThat(peer.isClosed()).isFalse();
    }

    @Test
    void doesNotHandleWhatAMiddlewareHasDisconnected() {
        socket.use((event, arguments) -> socket.disconnect(false));
        socket.on("say", (arguments, ack) -> heard.add("handler"));
        peer.say("2[\"say\"]");
        assertThat(heard).isEmpty();
        assertThat(fixture.ends).hasSize(2);
    }

    @Test
    void handlesOnce() {
        socket.once("say", (arguments, ack) -> heard.add("once"));
        socket.on("say", (arguments, ack) -> heard.add("always"));
        peer.say("2[\"say\"]").say("2[\"say\"]");
        assertThat(heard).containsExactly("once", "always", "always");
    }

    @Test
    void takesHandlersOut() {
        EventHandler handler = (arguments, ack) -> heard.add("handler");
        socket.on("say", handler);
        socket.once("say", handler);
        socket.on("other", handler);
        socket.removeListener("say", handler);
        socket.removeListener("say", (arguments, ack) -> {});
        socket.removeListener("nothing", handler);
        peer.say("2[\"say\"]").say("2[\"say\"]");
        assertThat(heard).hasSize(2);

        socket.removeListener("say", handler);
        socket.removeAllListeners("other");
        peer.say("2[\"say\"]").say("2[\"other\"]");
        assertThat(heard).hasSize(2);
    }
}
