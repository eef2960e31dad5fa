package xyz.anipub.engineio.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import xyz.anipub.engineio.websocket.OpeningHandshake.Fault;

/** RFC 6455 section 4.2. */
class OpeningHandshakeTest {

    private static final String KEY = "dGhlIHNhbXBsZSBub25jZQ==";

    private final Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    OpeningHandshakeTest() {
        headers.put("upgrade", List.of("websocket"));
        headers.put("connection", List.of("Upgrade"));
        headers.put("sec-websocket-version", List.of("13"));
        headers.put("sec-websocket-key", List.of(KEY));
    }

    private Optional<Fault> check() {
        return check("GET", "HTTP/1.1");
    }

    private Optional<Fault> check(String method, String protocol) {
        return OpeningHandshake.check(method, protocol, name -> headers.getOrDefault(name, List.of()));
    }

    @Test
    void isTaken() {
        assertThat(check()).isEmpty();
    }

    /** Section 1.3. */
    @Test
    void answersTheExampleOfTheRfc() {
        assertThat(OpeningHandshake.answer(KEY))
                .containsOnly(
                        Map.entry("Upgrade", "websocket"),
                        Map.entry("Connection", "Upgrade"),
                        Map.entry("Sec-WebSocket-Accept", "s3pPLMBiTxaQ9kYGzzhZRbK+xOo="));
    }

    @Test
    void isAskedForAmongOtherOffers() {
        headers.put("upgrade", List.of("h2c, WebSocket", "irc/6.9"));
        headers.put("connection", List.of("keep-alive", "close ,UPGRADE"));

        assertThat(check()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"upgrade, h2c", "upgrade, websockets", "connection, keep-alive"})
    void isNotAskedForByOtherTokens(String header, String value) {
        headers.put(header, List.of(value));

        assertThat(check())
                .hasValueSatisfying(fault -> assertThat(fault.status()).isEqualTo(400));
    }

    @ParameterizedTest
    @CsvSource({"POST, HTTP/1.1", "get, HTTP/1.1", "GET, HTTP/1.0", "GET, HTTP/2.0", "CONNECT, HTTP/2.0"})
    void isAGetOfHttp11(String method, String protocol) {
        assertThat(check(method, protocol))
                .hasValueSatisfying(fault -> assertThat(fault.status()).isEqualTo(400));
    }

    @ParameterizedTest
    @ValueSource(strings = {"8", "12", "14", "013", "", "13, 8"})
    void tellsWhichVersionItSpeaks(String version) {
        headers.put("sec-websocket-version", List.of(version));

        assertThat(check()).hasValueSatisfying(fault -> {
            assertThat(fault.status()).isEqualTo(426);
            assertThat(fault.headers()).containsOnly(Map.entry("Sec-WebSocket-Version", "13"));
        });
    }

    @Test
    void needsAVersion() {
        headers.remove("sec-websocket-version");

        assertThat(check())
                .hasValueSatisfying(fault -> assertThat(fault.status()).isEqualTo(426));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "dGhlIHNhbXBsZSBub25jZQ",
                "dGhlIHNhbXBsZSBub25jZT=",
                "dGhlIHNhbXBsZSBub25jZTE=",
                "dGhlIHNhbXBsZSBub25jZTEy",
                "dGhlIHNhbXBsZSBub25jZ!=="
            })
    void needsAKeyOf16Bytes(String key) {
        headers.put("sec-websocket-key", List.of(key));

        assertThat(check())
                .hasValueSatisfying(fault -> assertThat(fault.status()).isEqualTo(400));
    }

    @Test
    void needsOneKey() {
        headers.put("sec-websocket-key", List.of(KEY, KEY));
        assertThat(check()).isPresent();

        headers.remove("sec-websocket-key");
        assertThat(check()).isPresent();
    }
}
