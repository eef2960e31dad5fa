package xyz.anipub.socketio.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import xyz.anipub.socketio.BroadcastOperator;
import xyz.anipub.socketio.Socket;

/** Rooms and the operator, through the whole server. */
class BroadcastTest {

    private static final List<String> NEWS = List.of("2[\"news\"]");

    private final ServerFixture fixture = new ServerFixture();
    private final Peer first = fixture.peer();
    private final Peer second = fixture.peer();
    private final Peer third = fixture.peer();
    private Socket a;
    private Socket b;
    private Socket c;

    @BeforeEach
    void join() {
        first.join();
        second.join();
        third.join();
        a = fixture.sockets.get(0);
        b = fixture.sockets.get(1);
        c = fixture.sockets.get(2);
        a.join("red");
        b.join("red", "blue");
    }

    @Test
    void reachesEverybody() {
        fixture.main.emit("news");
        expect(NEWS, NEWS, NEWS);
        fixture.server.emit("news");
        expect(NEWS, NEWS, NEWS);
        fixture.server.local().emit("news");
        expect(NEWS, NEWS, NEWS);
    }

    @Test
    void reachesEachMemberOfRoomsOnce() {
        fixture.main.to("red").emit("news");
        expect(NEWS, NEWS, List.of());
        fixture.server.to("red", "blue").in(c.id()).emit("news");
        expect(NEWS, NEWS, NEWS);
        fixture.main.in("blue").emit("news");
        expect(List.of(), NEWS, List.of());
    }

    @Test
    void sendsSeveralEventsInOrder() {
        List<String> both = List.of("2[\"news\",1]", "2[\"news\",{\"n\":2}]");
        fixture.main.to("red").emitEach("news", List.of(1, Map.of("n", 2)));
        expect(both, both, List.of());
        fixture.main.to("red").emitEach("news", List.of());
        expect(List.of(), List.of(), List.of());
        assertThatThrownBy(() -> fixture.main.to("red").emitEach("connect", List.of(1)))
                .isInstanceOf(IllegalArgumentException.class);
        expect(List.of(), List.of(), List.of());
    }

    @Test
    void sendsSeveralEventsInOrderToMany() {
        List<Peer> many = Stream.generate(fixture::peer).limit(20).toList();
        many.forEach(Peer::join);
        fixture.sockets.forEach(socket -> socket.join("crowd"));
        many.forEach(Peer::take);

        fixture.main.to("crowd").emitEach("news", List.of(1, 2, 3));

        assertThat(many)
                .extracting(Peer::take)
                .containsOnly(List.of("2[\"news\",1]", "2[\"news\",2]", "2[\"news\",3]"));
    }

    @Test
    void leavesOutTheExcepted() {
        fixture.main.except("blue").emit("news");
        expect(NEWS, List.of(), NEWS);
        fixture.server.to("red").except(a.id()).emit("news");
        expect(List.of(), NEWS, List.of());
    }

    @Test
    void leavesOutTheSender() {
        a.broadcast().emit("news");
        expect(List.of(), NEWS, NEWS);
        a.to("red").emit("news");
        expect(List.of(), NEWS, List.of());
        a.in("red").to("blue").except("blue").emit("news");
        expect(List.of(), List.of(), List.of());
        c.to("red").emit("news");
        expect(NEWS, NEWS, List.of());
        b.except("red").emit("news");
        expect(List.of(), List.of(), NEWS);
    }

    @Test
    void emitsOnASocketToItAlone() {
        a.emit("news");
        expect(NEWS, List.of(), List.of());
    }

    @Test
    void needsARoom() {
        assertThatThrownBy(() -> fixture.main.to())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no room given");
        assertThatThrownBy(() -> a.broadcast().in()).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void isImmutable() {
        BroadcastOperator red = fixture.main.to("red");
        red.except(a.id());
        red.to(c.id());
        red.emit("news");
        expect(NEWS, NEWS, List.of());
    }

    @Test
    void encodesOnceForAll() {
        fixture.main.emit("news");
        var packets = List.of(first, second, third).stream()
                .map(peer -> peer.transport().batches())
                .map(batches -> batches.get(batches.size() - 1).get(0))
                .toList();
        assertThat(packets.get(0)).isSameAs(packets.get(1)).isSameAs(packets.get(2));
    }

    @Test
    void bringsBinaryToSeveral() {
        fixture.main.to("red").emit("news", new byte[] {1});
        List<String> message = List.of("51-[\"news\",{\"_placeholder\":true,\"num\":0}]", "bAQ==");
        expect(message, message, List.of());
    }

    @Test
    void stopsWhenASocketLeavesARoom() {
        b.leave("red");
        fixture.main.to("red").emit("news");
        expect(NEWS, List.of(), List.of());
        assertThat(b.rooms()).containsExactlyInAnyOrder(b.id(), "blue");
    }

    @Test
    void movesSockets() {
        fixture.main.to("red").except("blue").socketsJoin("green", "grey");
        fixture.main.broadcast().socketsJoin("all");
        assertThat(a.rooms()).containsExactlyInAnyOrder(a.id(), "red", "green", "grey", "all");
        assertThat(c.rooms()).containsExactlyInAnyOrder(c.id(), "all");

        a.broadcast().socketsLeave("all", "red");
        assertThat(a.rooms()).contains("all", "red");
        assertThat(b.rooms()).containsExactlyInAnyOrder(b.id(), "blue");
    }

    @Test
    void disconnectsSockets() {
        fixture.server.to("red").except(b.id()).disconnectSockets(false);
        expect(List.of("1"), List.of(), List.of());
        assertThat(first.isClosed()).isFalse();

        a.broadcast().disconnectSockets(true);
        expect(List.of(), List.of("1"), List.of("1"));
        assertThat(second.isClosed()).isTrue();
        assertThat(fixture.main.sockets()).isEmpty();
        assertThat(fixture.ends).hasSize(6);
    }

    @Test
    void knowsItsSockets() {
        assertThat(fixture.main.sockets()).containsExactlyInAnyOrder(a, b, c);
        assertThat(fixture.main.socket(a.id())).contains(a);
        assertThat(fixture.main.socket("nobody")).isEmpty();
        assertThat(a).hasToString("Socket[/ " + a.id() + "]");
        assertThat(a.namespace()).isSameAs(fixture.main);
    }

    private void expect(List<String> byFirst, List<String> bySecond, List<String> byThird) {
        assertThat(first.take()).isEqualTo(byFirst);
        assertThat(second.take()).isEqualTo(bySecond);
        assertThat(third.take()).isEqualTo(byThird);
    }
}
