package xyz.anipub.engineio.transport;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import xyz.anipub.testing.ProtocolServer;

/** Protocol sections 1.5 and 1.8. */
class WebSocketIT {

    @Test
    void echoesText() {
        EngineSocket socket = open("");

        socket.send("4héllo€😀");

        assertThat(socket.nextMessage()).isEqualTo("4héllo€😀");
        socket.close();
    }

    @Test
    void echoesBinaryUnchanged() {
        EngineSocket socket = open("");

        socket.send(new byte[] {1, 2, 3, (byte) 0xff});

        assertThat(socket.nextMessage()).isEqualTo("<010203ff>");
        socket.close();
    }

    @Test
    void sendsBase64ToAClientWithoutBinary() {
        EngineSocket socket = open("&b64=1");

        socket.send("bAQIDBA==");

        assertThat(socket.nextMessage()).isEqualTo("bAQIDBA==");
        socket.close();
    }

    @Test
    void echoesInOrder() {
        EngineSocket socket = open("");
        for (int i = 0; i < 200; i++) {
            socket.send("4" + i);
        }

        for (int i = 0; i < 200; i++) {
            assertThat(socket.nextMessage()).isEqualTo("4" + i);
        }
        socket.close();
    }

    @Test
    void assemblesAMessageFromItsParts() {
        EngineSocket socket = openPatient();
        String part = "x".repeat(300_000);

        socket.sendPart("4" + part, false);
        socket.sendPart(part, false);
        socket.sendPart("€", true);

        assertThat(socket.nextMessage()).isEqualTo("4" + part + part + "€");
        socket.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {1_000_001, 3_000_000})
    void closesOnAMessageBeyondTheLimit(int length) {
        EngineSocket socket = openPatient();

        socket.sendInVain("4" + "x".repeat(length - 1));

        // 1006 if the connection broke while the client was still sending.
        assertThat(socket.closeCode()).isIn(1009, 1006);
    }

    @Test
    void takesAMessageOfExactlyTheLimit() {
        EngineSocket socket = openPatient();
        String message = "4" + "x".repeat(999_999);

        socket.send(message);

        assertThat(socket.nextMessage()).isEqualTo(message);
        socket.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"abc", "", "7", "b=", "2"})
    void closesOnAMalformedPacketOrAPing(String message) {
        EngineSocket socket = open("");

        socket.send(message);

        assertThat(socket.closeCode()).isGreaterThanOrEqualTo(1000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "5", "6", "3"})
    void ignoresPacketsThatSayNothing(String message) {
        EngineSocket socket = open("");

        socket.send(message);
        socket.send("4still here");

        assertThat(socket.nextMessage()).isEqualTo("4still here");
        socket.close();
    }

    /** Where the heartbeat is slow: to send the largest message can take longer than the echo's pings allow. */
    private static EngineSocket openPatient() {
        EngineSocket socket = EngineClient.socket(ProtocolServer.open(), "EIO=4&transport=websocket");
        assertThat(socket.next()).startsWith("0{");
        assertThat(socket.next()).isEqualTo("4welcome");
        return socket;
    }

    private static EngineSocket open(String query) {
        EngineSocket socket = EngineClient.socket("EIO=4&transport=websocket" + query);
        assertThat(socket.next()).startsWith("0{");
        return socket;
    }
}
