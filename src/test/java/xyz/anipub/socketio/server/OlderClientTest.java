package xyz.anipub.socketio.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import xyz.anipub.socketio.Namespace;
import xyz.anipub.socketio.Socket;
import xyz.anipub.socketio.handshake.ConnectRefusedException;

/** Clients of Socket.IO 2: protocol section 2.5. */
class OlderClientTest {

    private final ServerFixture fixture = new ServerFixture();

    @Test
    void isLetIntoTheMainNamespaceUnaskedAndToldNothing() {
        Peer peer = fixture.olderPeer();

        assertThat(peer.take()).containsExactly("0");
        assertThat(fixture.lastSocket().id()).isEqualTo(peer.connectionId());
        assertThat(fixture.lastSocket().handshake().auth()).isEmpty();
        assertThat(fixture.lastSocket().rooms()).containsExactly(peer.connectionId());
    }

    @Test
    void isAnsweredBeforeTheConnectionHandlerEmits() {
        fixture.main.onConnection(socket -> socket.emit("hello"));

        assertThat(fixture.olderPeer().take()).containsExactly("0", "2[\"hello\"]");
    }

    @Test
    void doesNotTimeOutOnceItIsIn() {
        Peer peer = fixture.olderPeer();

        fixture.timers.advance(Duration.ofSeconds(46));

        assertThat(peer.isClosed()).isFalse();
        assertThat(fixture.timers.pending()).isZero();
    }

    @Test
    void joinsOtherNamespacesUnderAnIdThatItCanTell() {
        fixture.watch(fixture.server.of("/admin"));
        Peer peer = fixture.olderPeer();

        peer.say("0/admin,");

        assertThat(peer.take()).containsExactly("0", "0/admin,");
        assertThat(fixture.lastSocket().id()).isEqualTo("/admin#" + peer.connectionId());
        assertThat(fixture.sockets).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/admin?token=1&x=2           | {\"token\":\"1\",\"x\":\"2\"}",
                "/admin?a=%C3%A9%2C+b%26&c=   | {\"a\":\"é, b&\",\"c\":\"\"}",
                "/admin?a=1&b=2&a=3           | {\"a\":[\"1\",\"3\"],\"b\":\"2\"}",
                "/admin?a&&=&b=c=d            | {\"a\":\"\",\"\":\"\",\"b\":\"c=d\"}",
                "/admin?a=%zz                 | {\"a\":\"%zz\"}",
                "/admin?a=/b?c                | {\"a\":\"/b?c\"}",
                "/admin?                      | {}",
                "/admin                       | {}",
            })
    void saysWithAQueryWhatItComesWith(String namespace, String auth) {
        fixture.watch(fixture.server.of("/admin"));
        Peer peer = fixture.olderPeer();

        peer.say("0" + namespace + ",");

        assertThat(peer.take()).containsExactly("0", "0/admin,");
        assertThat(fixture.lastSocket().handshake().auth()).hasToString(auth);
        assertThat(fixture.lastSocket().namespace().name()).isEqualTo("/admin");
    }

    @Test
    void isHeardUnderTheNameOfTheNamespaceAlone() {
        fixture.server.of("/admin").onConnection(socket -> socket.on("ask", (arguments, ack) -> ack.send("ok")));
        Peer peer = fixture.olderPeer();
        peer.say("0/admin?token=1,");
        peer.take();

        peer.say("2/admin,7[\"ask\"]").say("2/admin?token=1,8[\"ask\"]");

        assertThat(peer.take()).containsExactly("3/admin,7[\"ok\"]", "3/admin,8[\"ok\"]");
    }

    @Test
    void ignoresAPayload() {
        fixture.watch(fixture.server.of("/admin"));

        fixture.olderPeer().say("0/admin,{\"token\":\"1\"}");

        assertThat(fixture.lastSocket().handshake().auth()).isEmpty();
    }

    @Test
    void sendsAndGetsBinaryAndAcksAsEver() {
        fixture.main.onConnection(socket -> socket.on("echo", (arguments, ack) -> ack.send(arguments.toArray())));
        Peer peer = fixture.olderPeer();
        peer.take();

        peer.say("51-3[\"echo\",{\"_placeholder\":true,\"num\":0}]").say(new byte[] {1, 2});

        assertThat(peer.take()).containsExactly("61-3[{\"_placeholder\":true,\"num\":0}]", "bAQI=");
    }

    @Test
    void waitsForAttachmentsOfANamespaceNamedWithItsQuery() {
        fixture.watch(fixture.server.of("/admin"));
        Peer peer = fixture.olderPeer();
        peer.say("0/admin?a=1,");

        peer.say("51-/admin?a=1,[\"x\",{\"_placeholder\":true,\"num\":0}]").say(new byte[] {1});

        assertThat(peer.isClosed()).isFalse();
    }

    @Test
    void hearsARefusalAsText() {
        fixture.main.use(socket -> {
            throw new ConnectRefusedException("not \"you\"");
        });

        Peer peer = fixture.olderPeer();

        assertThat(peer.take()).containsExactly("4\"not \\\"you\\\"\"");
        assertThat(peer.isClosed()).isFalse();
    }

    @Test
    void hearsTheDataOfARefusalInPlaceOfItsText() {
        fixture.server.of("/admin").use(socket -> {
            throw new ConnectRefusedException("no", Map.of("code", 7));
        });
        Peer peer = fixture.olderPeer();
        peer.take();

        peer.say("0/admin?a=1,");

        assertThat(peer.take()).containsExactly("4/admin,{\"code\":7}");
    }

    @Test
    void hearsOfAnUnknownNamespaceAsText() {
        Peer peer = fixture.olderPeer();
        peer.take();

        peer.say("0/random?a=1,");

        assertThat(peer.take()).containsExactly("4/random,\"Invalid namespace\"");
        assertThat(peer.isClosed()).isFalse();
    }

    @Test
    void hearsThatThereAreTooManyNamespacesAsText() {
        for (String name : List.of("/a", "/b", "/c")) {
            fixture.server.of(name);
        }
        Peer peer = fixture.olderPeer();

        peer.say("0/a,").say("0/b,").say("0/c,");

        assertThat(peer.take()).containsExactly("0", "0/a,", "0/b,", "4/c,\"too many namespaces\"");
    }

    @Test
    void timesOutIfItIsRefusedEverywhere() {
        fixture.main.use(socket -> {
            throw new ConnectRefusedException("no");
        });
        Peer peer = fixture.olderPeer();

        fixture.timers.advance(Duration.ofSeconds(45));

        assertThat(peer.isClosed()).isTrue();
    }

    @Test
    void isClosedIfItAsksForWhatItIsIn() {
        fixture.server.of("/admin");
        Peer peer = fixture.olderPeer();
        peer.say("0/admin,");

        peer.say("0/admin?again=1,");

        assertThat(peer.isClosed()).isTrue();
    }

    @Test
    void leavesANamespaceAndComesBack() {
        fixture.watch(fixture.server.of("/admin"));
        Peer peer = fixture.olderPeer();
        peer.say("0/admin,").say("1/admin,").say("0/admin,");
        peer.take();

        fixture.server.of("/admin").emit("news");

        assertThat(peer.take()).containsExactly("2/admin,[\"news\"]");
        assertThat(peer.isClosed()).isFalse();
    }

    @Test
    void keepsTheRoomsOfItsNewSocketWhenTheOldOneIsStillEnding() {
        Namespace admin = fixture.watch(fixture.server.of("/admin"));
        Peer peer = fixture.olderPeer().say("0/admin,");
        Socket old = fixture.lastSocket();
        old.join("old");
        List<String> seen = new ArrayList<>();
        old.onDisconnecting((reason, detail) -> {
            seen.addAll(old.rooms());
            peer.say("0/admin,");
            fixture.lastSocket().join("new");
        });

        old.disconnect(false);

        assertThat(fixture.lastSocket()).isNotSameAs(old);
        assertThat(fixture.lastSocket().rooms()).containsExactlyInAnyOrder(old.id(), "new");
        assertThat(seen).containsExactlyInAnyOrder(old.id(), "old");
        assertThat(old.rooms()).isEmpty();
        peer.take();
        admin.to("new").emit("news");
        assertThat(peer.take()).containsExactly("2/admin,[\"news\"]");
    }

    @Test
    void isReachedByItsId() {
        Peer peer = fixture.olderPeer();
        fixture.olderPeer();
        peer.take();

        fixture.main.to(peer.connectionId()).emit("psst");

        assertThat(peer.take()).containsExactly("2[\"psst\"]");
    }

    @Test
    void isShownToOthersUnderAnIdThatGivesNothingAway() {
        fixture.watch(fixture.server.of("/admin"));
        Peer peer = fixture.olderPeer();
        Socket main = fixture.lastSocket();
        peer.say("0/admin,");

        assertThat(main.publicId()).matches("[A-Za-z0-9_-]{20}").isNotEqualTo(main.id());
        assertThat(main.publicId()).isEqualTo(main.publicId());
        assertThat(fixture.lastSocket().publicId()).doesNotContain(peer.connectionId());
    }

    @Test
    void showsAClientOfTodayUnderItsId() {
        fixture.joinedPeer();

        assertThat(fixture.lastSocket().publicId())
                .isEqualTo(fixture.lastSocket().id());
    }

    @Test
    void sharesRoomsWithClientsOfToday() {
        Peer today = fixture.joinedPeer();
        Peer older = fixture.olderPeer();
        fixture.sockets.forEach(socket -> socket.join("hall"));
        today.take();
        older.take();

        fixture.main.to("hall").emit("news", new byte[] {1});

        assertThat(older.take()).isEqualTo(today.take()).hasSize(2);
    }
}
