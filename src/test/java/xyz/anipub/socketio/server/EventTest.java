package xyz.anipub.socketio.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import xyz.anipub.socketio.Namespace;
import xyz.anipub.socketio.Socket;
import xyz.anipub.socketio.packet.Binary;

class EventTest {

    private final ServerFixture fixture = new ServerFixture();
    private final Peer peer = fixture.peer();
    private Socket socket;

    @BeforeEach
    void join() {
        peer.join();
        socket = fixture.lastSocket();
    }

    @Test
    void reachesItsHandlersInOrder() {
        List<String> heard = new ArrayList<>();
        socket.on("say", (arguments, ack) -> heard.add("first " + arguments));
        socket.on("say", (arguments, ack) -> heard.add("second " + arguments));
        peer.say("2[\"say\",1,{\"a\":null}]").say("2[\"other\"]").say("2[\"say\"]");

        assertThat(heard)
                .containsExactly("first [1, {\"a\":null}]", "second [1, {\"a\":null}]", "first []", "second []");
    }

    @Test
    void reachesTheHandlerOfANumber() {
        List<String> heard = new ArrayList<>();
        socket.on("1", (arguments, ack) -> heard.add(arguments.toString()));
        peer.say("2[1,\"a\"]");
        assertThat(heard).containsExactly("[\"a\"]");
    }

    @Test
    void bringsBinaryBothWays() {
        socket.on("echo", (arguments, ack) -> socket.emit("back", ((Binary) arguments.get(0)).bytes(), "x"));
        peer.say("51-[\"echo\",{\"_placeholder\":true,\"num\":0}]").say(new byte[] {1, 2, 3, 4});
        assertThat(peer.take()).containsExactly("51-[\"back\",{\"_placeholder\":true,\"num\":0},\"x\"]", "bAQIDBA==");
    }

    @Test
    void staysWithinItsNamespace() {
        List<String> heard = new ArrayList<>();
        Namespace admin = fixture.watch(fixture.server.of("/admin"));
        socket.on("say", (arguments, ack) -> heard.add("main"));
        peer.join("/admin,");
        fixture.lastSocket().on("say", (arguments, ack) -> heard.add("admin"));
        peer.say("2/admin,[\"say\"]");

        assertThat(heard).containsExactly("admin");
        admin.emit("news");
        assertThat(peer.take()).containsExactly("2/admin,[\"news\"]");
    }

    @Test
    void survivesAHandlerThatThrows() {
        List<String> failures = new ArrayList<>();
        fixture.main.onHandlerError((failed, event, ack, failure) -> {
            failures.add(failed.id() + " " + event + " " + failure.getMessage());
            ack.send("internal");
        });
        socket.on("say", (arguments, ack) -> {
            throw new IllegalStateException("bug");
        });
        socket.on("say", (arguments, ack) -> socket.emit("still here"));
        peer.say("27[\"say\"]");

        assertThat(failures).containsExactly(socket.id() + " say bug");
        assertThat(peer.take()).containsExactly("37[\"internal\"]", "2[\"still here\"]");
        assertThat(socket.isConnected()).isTrue();
    }

    @Test
    void survivesAFailureHandlerThatThrows() {
        fixture.main.onHandlerError((failed, event, ack, failure) -> {
            throw new IllegalStateException("bug in the bug");
        });
        socket.on("say", (arguments, ack) -> {
            throw new StackOverflowError();
        });
        peer.say("2[\"say\"]").say("1");
        assertThat(fixture.ends).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"connect", "connect_error", "disconnect", "disconnecting", "newListener", "removeListener"})
    void mayNotHaveAReservedName(String name) {
        assertThatThrownBy(() -> socket.emit(name))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("reserved event name: " + name);
        assertThatThrownBy(() -> socket.asVolatile().emit(name)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> socket.emitWithAck(name)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> fixture.main.emit(name)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void isLostIfVolatileAndTheConnectionIsBusy() {
        socket.asVolatile().emit("a");
        peer.transport().hold();
        socket.emit("b");
        socket.asVolatile().emit("c", new byte[] {1});
        fixture.main.broadcast().asVolatile().emit("d");
        peer.transport().release();

        assertThat(peer.take()).containsExactly("2[\"a\"]", "2[\"b\"]");
    }

    @Test
    void isDroppedWhenTheSocketHasLeft() {
        peer.say("1");
        socket.emit("a");
        socket.asVolatile().emit("a");
        assertThat(peer.take()).isEmpty();
    }

    @Test
    void mayHaveManyAttachmentsOnTheWayOut() {
        Object[] eleven = new Object[11];
        java.util.Arrays.setAll(eleven, i -> new byte[] {1});
        socket.emit("a", eleven);
        assertThat(peer.take()).hasSize(12).first().asString().startsWith("511-[");
    }

    @ParameterizedTest
    @ValueSource(strings = {"9", "2{}", "2abc[\"x\"]", "53-[\"a\"]", "2[\"disconnect\"]", ""})
    void closesTheConnectionIfMalformed(String packet) {
        fixture.server.of("/other");
        peer.join("/other,");
        peer.say(packet).say("2[\"late\"]");

        assertThat(peer.wasClosedGracefully()).isTrue();
        assertThat(fixture.ends).hasSize(2).allMatch(end -> end.contains(" forced close: malformed packet: "));
    }

    @Test
    void closesTheConnectionIfAttachmentsAreTooLarge() {
        peer.say("52-[\"a\"]").say(new byte[9]).say(new byte[2]);
        assertThat(fixture.ends)
                .containsExactly(
                        "disconnecting forced close: malformed packet: attachments too large 1",
                        "disconnect forced close: malformed packet: attachments too large 0");
    }

    @Test
    void replacesAnAttachmentOfTheSameClass() {
        socket.attach("a");
        socket.attach(1);
        socket.attach("b");
        assertThat(socket.attachment(String.class)).contains("b");
        assertThat(socket.attachment(Integer.class)).contains(1);
        assertThat(socket.attachment(Long.class)).isEmpty();
    }
}
