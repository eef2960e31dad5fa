package xyz.anipub.engineio.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import xyz.anipub.testing.RawUpgrade;

/** Protocol sections 1.1, 1.2 and 1.8, before there is a WebSocket. */
class UpgradeRequestIT {

    /** A WebSocket frame with the text {@code 4hi}, masked with zeros. */
    private static final byte[] MASKED_TEXT = {(byte) 0x81, (byte) 0x83, 0, 0, 0, 0, '4', 'h', 'i'};

    private static URI address(String query) {
        return URI.create(EchoServer.base() + "?" + query);
    }

    @ParameterizedTest
    @CsvSource({
        "EIO=4, Transport unknown",
        "EIO=4&transport=abc, Transport unknown",
        "EIO=4&transport=polling, Bad request",
        "EIO=4&transport=websocket&sid=unknown, Session ID unknown",
        "EIO=3&transport=websocket, Unsupported protocol version",
        "transport=websocket, Unsupported protocol version",
    })
    void isRefusedByTheTable(String query, String message) {
        RawUpgrade exchange = RawUpgrade.ask(address(query));

        assertThat(exchange.status()).isEqualTo(400);
        assertThat(exchange.header("Content-Type")).contains("text/html");
        assertThat(exchange.header("Connection")).contains("close");
        assertThat(exchange.body()).isEqualTo(message);
    }

    @Test
    void isRefusedWithAnIllegalOrigin() {
        RawUpgrade exchange = RawUpgrade.ask(address("EIO=4&transport=websocket"), "Origin: a\u007fb");

        assertThat(exchange.status()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "permessage-deflate",
                "permessage-deflate; client_max_window_bits",
                "permessage-deflate; server_no_context_takeover, x-webkit-deflate-frame"
            })
    void agreesOnNoExtension(String offered) {
        RawUpgrade exchange =
                RawUpgrade.ask(address("EIO=4&transport=websocket"), "Sec-WebSocket-Extensions: " + offered);

        assertThat(exchange.status()).isEqualTo(101);
        assertThat(exchange.header("Sec-WebSocket-Extensions")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"default/", "a/b/c", "socket.io/", "x"})
    void reachesTheDoorFromEverywhereBelowThePath(String below) {
        EngineSocket socket =
                EngineClient.socket(EchoServer.base().resolve(below), "EIO=4&transport=websocket&token=a");
        assertThat(socket.next()).startsWith("0{");

        socket.send("4please tell");

        assertThat(socket.nextMessage())
                .isEqualTo("4/engine/socket.io/" + below + "?EIO=4&transport=websocket&token=a yes 127.0.0.1");
        socket.close();
    }

    @Test
    void reachesTheDoorWithoutTheLastSlash() {
        String base = EchoServer.base().toString();

        EngineSocket socket =
                EngineClient.socket(URI.create(base.substring(0, base.length() - 1)), "EIO=4&transport=websocket");

        assertThat(socket.next()).startsWith("0{");
        socket.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Upgrade: websocket, h2c", "Upgrade: h2c,WebSocket", "Upgrade: h2c\r\nUpgrade: websocket"})
    void takesWebSocketAmongOtherOffers(String offer) {
        RawUpgrade exchange = RawUpgrade.ask(
                "GET", address("EIO=4&transport=websocket"), List.of("Connection: keep-alive, Upgrade", offer));

        assertThat(exchange.status()).isEqualTo(101);
        assertThat(exchange.header("Upgrade"))
                .hasValueSatisfying(chosen -> assertThat(chosen).isEqualToIgnoringCase("websocket"));
    }

    /** RFC 9110 section 7.8: then it is an ordinary request. */
    @ParameterizedTest
    @ValueSource(
            strings = {"Connection: close\r\nUpgrade: websocket", "Connection: close, Upgrade\r\nUpgrade: irc/6.9"})
    void ignoresAnOfferThatIsNotOne(String headers) {
        assertThat(RawUpgrade.ask("GET", address("EIO=4&transport=polling"), List.of(headers))
                        .status())
                .isEqualTo(200);
        assertThat(RawUpgrade.ask("GET", address("EIO=4&transport=websocket"), List.of(headers))
                        .status())
                .isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "HEAD", "OPTIONS", "DELETE", "PATCH", "PROPFIND"})
    void isRefusedByAnotherMethodThanGet(String method) {
        List<String> upgrade = List.of("Connection: Upgrade", "Upgrade: websocket");
        String sid = EngineClient.handshake();

        assertThat(RawUpgrade.ask(method, address("EIO=4&transport=websocket"), upgrade)
                        .status())
                .isEqualTo(400);
        assertThat(RawUpgrade.ask(method, address("EIO=4&transport=websocket&sid=" + sid), upgrade)
                        .status())
                .isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Type: ;;;",
                "Content-Type: text/plain; charset=none",
                "Accept-Encoding: gzip;q=x, , ;",
                "Cookie: =; =;;",
                "Origin: null",
                "Expect: something",
                "Range: bytes=9-1",
                "If-None-Match: \"",
                "Forwarded: for=;;;\r\nX-Forwarded-For: ,,999.1.1.1",
                "Authorization: Bearer",
                "Accept-Language: ;q=-1"
            })
    void isNoFaultOfTheServerWhateverElseIsInIt(String odd) {
        for (String query : List.of("EIO=4&transport=polling", "EIO=4&transport=websocket", "EIO=%20", "")) {
            assertThat(RawUpgrade.ask("GET", address(query), List.of("Connection: close", odd))
                            .status())
                    .isLessThan(500);
        }
    }

    /** It breaks RFC 6455, and must not cost the server a thread each time. */
    @Test
    void answersClientsThatDoNotWait() {
        for (int i = 0; i < 20; i++) {
            assertThat(RawUpgrade.askHastily(address("EIO=4&transport=websocket"), MASKED_TEXT))
                    .containsAnyOf("Bad request", "0{");
        }
    }
}
