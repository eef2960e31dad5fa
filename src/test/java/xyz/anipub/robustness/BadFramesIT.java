package xyz.anipub.robustness;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import xyz.anipub.engineio.transport.EngineClient;
import xyz.anipub.engineio.transport.EngineSocket;
import xyz.anipub.testing.ProtocolServer;
import xyz.anipub.testing.TestServer;

/** What comes instead of the frames of a WebSocket ends its connection, and nobody else's. */
class BadFramesIT {

    private static final int MEGABYTE = 1_000_000;

    /**
     * Where they come. Containers of their own leave some of them unanswered: there the heartbeat ends the connection, so it is
     * to be a fast one.
     */
    private final URI base = TestServer.isEndpointOnly() ? ProtocolServer.engine() : ProtocolServer.open();

    private EngineSocket bystander;

    @BeforeEach
    void somebodyElseIsThere() {
        bystander = EngineClient.socket(base, "EIO=4&transport=websocket").answeringPings();
        bystander.next();
        bystander.send("4hello");
        String heard = bystander.next();
        assertThat(heard.equals("4welcome") ? bystander.next() : heard).isEqualTo("4hello");
    }

    @AfterEach
    void andStillServed() {
        bystander.send("4still here");
        assertThat(bystander.next()).isEqualTo("4still here");
        bystander.close();
    }

    private static Wire open(URI at) {
        Wire wire = Wire.to(at).upgrade();
        wire.skipTo("\"maxPayload\":1000000}");
        return wire;
    }

    /** Each kind of wrong frame; what came before the cut is no reason to end the connection early in another way. */
    @ParameterizedTest
    @CsvSource({
        "1002, 81 05 48656c6c6f, frame without mask",
        "1002, c1 80 00000000, reserved bit",
        "1002, a1 80 00000000, reserved bit",
        "1002, 91 80 00000000, reserved bit",
        "1002, 83 80 00000000, unknown opcode",
        "1002, 8b 80 00000000, unknown control opcode",
        "1002, 80 80 00000000, continuation of no message",
        "1002, 01 80 00000000 81 80 00000000, new message within another",
        "1002, 09 80 00000000, fragmented ping",
        "1002, 08 80 00000000, fragmented close",
        "1002, 89 fe 007e 00000000, long ping",
        "1002, 88 ff 0000000000000001 00000000, long close",
        "1002, 81 fe 0001 00000000 34, length in two bytes",
        "1002, 82 ff 000000000000ffff 00000000, length in eight bytes",
        "1002, 82 ff 8000000000000000 00000000, length with its highest bit",
        "1002, 88 81 00000000 03, close code of one byte",
        "1002, 88 82 00000000 03ed, close code that may not be sent",
        "1009, 82 ff 7fffffffffffffff 00000000, message without end",
        "1009, 82 ff 00000000000f4241 00000000, message over the limit",
        "1007, 81 82 00000000 c328, text that is no UTF-8",
        "1007, 88 84 00000000 03e8c328, reason that is no UTF-8",
    })
    void wrongFramesAtEveryCut(int code, String hex, String fault) {
        byte[] frame = HexFormat.of().parseHex(hex.replace(" ", ""));
        List<Integer> codes = IntStream.range(0, frame.length)
                .parallel()
                .map(cut -> codeFor(frame, cut))
                .boxed()
                .toList();
        assertThat(codes).as(fault).allMatch(found -> isRight(found, code));
    }

    private int codeFor(byte[] frame, int cut) {
        try (Wire wire = open(base)) {
            wire.say(Arrays.copyOf(frame, cut)).sayInVain(Arrays.copyOfRange(frame, cut, frame.length));
            return wire.closeCode();
        }
    }

    private static boolean isRight(int found, int code) {
        return found == code || TestServer.isEndpointOnly();
    }

    /** A client that has forgotten what it asked for, or a proxy that has mixed up two connections. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /socket.io/?EIO=4&transport=polling HTTP/1.1\r\nHost: a\r\n\r\n",
                "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\n40",
                "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
                "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001"
            })
    void whatIsNoWebSocketAnyMore(String said) {
        try (Wire wire = open(base)) {
            wire.sayInVain(said.getBytes(ISO_8859_1));
            assertThat(wire.closeCode()).matches(found -> isRight(found, 1002));
        }
    }

    /** The server does not wait for it to close, too. */
    @Test
    void aPeerThatNeverCloses() {
        try (Wire wire = open(base)) {
            wire.say(new byte[] {(byte) 0xff});
            wire.awaitEnd();
        }
    }

    /** The first may come while the server is still busy with its answer. */
    @Test
    void framesRightAfterThe101() {
        IntStream.range(0, 200).parallel().forEach(i -> {
            try (Wire wire = Wire.to(ProtocolServer.open()).upgrade()) {
                assertThat(wire.status()).contains(" 101 ");
                wire.frame("4early" + i).frame("4and" + i);
                wire.skipTo("4early" + i);
                wire.skipTo("4and" + i);
            }
        });
    }

    /** All are written before anything is read. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 125})
    void aMegabyteOfPings(int length) {
        byte[] ping = new byte[6 + length];
        ping[0] = (byte) 0x89;
        ping[1] = (byte) (0x80 | length);
        byte[] pings = new byte[MEGABYTE / ping.length * ping.length];
        for (int at = 0; at < pings.length; at += ping.length) {
            System.arraycopy(ping, 0, pings, at, ping.length);
        }
        try (Wire wire = open(ProtocolServer.open())) {
            wire.say(pings).frame("4after them");
            wire.skipTo("4after them");
        }
    }
}
