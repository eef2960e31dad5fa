package xyz.anipub.socketio.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import xyz.anipub.engineio.transport.EngineClient;
import xyz.anipub.engineio.transport.EngineSocket;
import xyz.anipub.testing.ProtocolServer;

/** Clients of Socket.IO 2 over the wire, where they are allowed: protocol section 2.5. */
class OlderClientIT {

    private static final URI BASE = SuitePeer.warmUp(ProtocolServer.olderSocket());

    private EngineSocket socket;
    private String sid;

    @BeforeEach
    void connect() {
        socket = EngineClient.socket(BASE, "EIO=3&transport=websocket&token=q");
        sid = EngineClient.sidOf(socket.next());
    }

    @AfterEach
    void disconnect() {
        if (!socket.isClosed()) {
            socket.close();
        }
    }

    private void assertHears(String... packets) {
        for (String packet : packets) {
            assertThat(socket.next()).isEqualTo(packet);
        }
    }

    @Test
    void isLetInUnasked() {
        assertHears("40", "42[\"auth\",{}]");
    }

    @Test
    void isLetInUnaskedByPolling() {
        String opened = EngineClient.body(BASE, "EIO=3&transport=polling");
        String polled = opened.substring(opened.indexOf("0{"));
        String own = polled.contains("2:40") ? polled.substring(0, polled.indexOf("2:40")) : polled;
        String query = "EIO=3&transport=polling&sid=" + EngineClient.sidOf(own);
        StringBuilder heard = new StringBuilder(polled.substring(own.length()));
        while (heard.length() < "2:4013:42[\"auth\",{}]".length()) {
            heard.append(EngineClient.body(BASE, query));
        }

        assertThat(heard).hasToString("2:4013:42[\"auth\",{}]");
    }

    @Test
    void speaksAndAsks() {
        assertHears("40", "42[\"auth\",{}]");

        socket.send("42[\"message\",1,\"2\",{\"3\":[true]}]");
        assertHears("42[\"message-back\",1,\"2\",{\"3\":[true]}]");
        socket.send("42456[\"message-with-ack\",1,\"2\",{\"3\":[false]}]");
        assertHears("43456[1,\"2\",{\"3\":[false]}]");
    }

    @Test
    void sendsBytesAndHearsBytes() {
        assertHears("40", "42[\"auth\",{}]");

        socket.send(
                "452-789[\"message-with-ack\",{\"_placeholder\":true,\"num\":0},{\"_placeholder\":true,\"num\":1}]");
        socket.send(new byte[] {4, 1, 2, 3});
        socket.send(new byte[] {4, 4, 5, 6});

        assertHears(
                "462-789[{\"_placeholder\":true,\"num\":0},{\"_placeholder\":true,\"num\":1}]",
                "<04010203>",
                "<04040506>");
    }

    @Test
    void joinsANamespaceWithAQuery() {
        assertHears("40", "42[\"auth\",{}]");

        socket.send("40/custom?token=abc&x=%26,");
        assertHears("40/custom,", "42/custom,[\"auth\",{\"token\":\"abc\",\"x\":\"&\"}]");
        socket.send("42/custom,1[\"message-with-ack\"]");
        assertHears("43/custom,1[]");
        socket.send("41/custom,");
        socket.send("42[\"message\",\"still here\"]");
        assertHears("42[\"message-back\",\"still here\"]");
    }

    @Test
    void hearsRefusals() {
        assertHears("40", "42[\"auth\",{}]");

        socket.send("40/refused-without-data,");
        assertHears("44/refused-without-data,\"not you\"");
        socket.send("40/refused,");
        assertHears("44/refused,{\"code\":7}");
        socket.send("40/random?x=1,");
        assertHears("44/random,\"Invalid namespace\"");
        socket.send("42[\"message\"]");
        assertHears("42[\"message-back\"]");
    }

    @Test
    void isPutOut() {
        assertHears("40", "42[\"auth\",{}]");

        socket.send("42[\"put us out\"]");

        assertHears("41");
        assertThat(socket.closeCode()).isPositive();
    }

    @Test
    void isClosedOnAMalformedPacket() {
        assertHears("40", "42[\"auth\",{}]");

        socket.send("42{}");

        assertThat(socket.closeCode()).isPositive();
    }

    @Test
    void isKnownByTheIdOfItsConnection() {
        assertHears("40", "42[\"auth\",{}]");
        try (Watcher watcher = new Watcher(BASE)) {
            socket.close();

            assertThat(watcher.reasonOf(sid)).isEqualTo("transport close");
        }
    }
}
