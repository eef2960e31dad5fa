package xyz.anipub.engineio.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import xyz.anipub.testing.ProtocolServer;
import xyz.anipub.testing.TestServer;

/** Protocol sections 1.14 and 8, against {@link OpenApplication}. */
class CompressionIT {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final URI BASE = ProtocolServer.open();

    private static HttpResponse<byte[]> get(URI uri, String accepted) throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(uri).header("Accept-Encoding", accepted).build();
        return HTTP.send(request, BodyHandlers.ofByteArray());
    }

    /** Has a message echoed to a poll that accepts a coding. */
    private static HttpResponse<byte[]> poll(String message, String accepted) throws IOException, InterruptedException {
        HttpRequest.Builder open = EngineClient.request(BASE, "EIO=4&transport=polling");
        String sid = EngineClient.send(open).body().substring(9, 29);
        EngineClient.post(BASE, sid, "4" + message);
        return get(URI.create(BASE + "?" + EngineClient.polling(sid)), accepted);
    }

    @ParameterizedTest
    @ValueSource(ints = {1_023, 40_000, 900_000})
    void zipsAPayloadFromTheThresholdOn(int length) throws Exception {
        HttpResponse<byte[]> answer = poll("x".repeat(length), "gzip, deflate");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Encoding")).contains("gzip");
        assertThat(answer.headers().firstValue("Content-Type"))
                .contains(TestServer.container().contentType("text/plain; charset=UTF-8"));
        assertThat(answer.headers().firstValueAsLong("Content-Length")).hasValue(answer.body().length);
        assertThat(text(new GZIPInputStream(new ByteArrayInputStream(answer.body()))))
                .isEqualTo("4" + "x".repeat(length));
    }

    @Test
    void deflatesForAClientThatPrefersIt() throws Exception {
        HttpResponse<byte[]> answer = poll("x".repeat(2_000), "deflate, gzip;q=0.5");

        assertThat(answer.headers().firstValue("Content-Encoding")).contains("deflate");
        assertThat(text(new InflaterInputStream(new ByteArrayInputStream(answer.body()))))
                .isEqualTo("4" + "x".repeat(2_000));
    }

    @Test
    void leavesASmallPayloadAsItIs() throws Exception {
        assertPlain(poll("x".repeat(1_022), "gzip"), "4" + "x".repeat(1_022));
    }

    @ParameterizedTest
    @ValueSource(strings = {"identity", "gzip;q=0", "br"})
    void leavesAPayloadAsItIsForAClientThatWantsIt(String accepted) throws Exception {
        assertPlain(poll("x".repeat(2_000), accepted), "4" + "x".repeat(2_000));
    }

    @Test
    void leavesAMessageAsItIsThatIsMarked() throws Exception {
        assertPlain(poll("plain" + "x".repeat(2_000), "gzip"), "4plain" + "x".repeat(2_000));
    }

    @Test
    void zipsTheFilesOfTheClient() throws Exception {
        HttpResponse<byte[]> answer = get(ProtocolServer.engine().resolve("socket.io.js"), "gzip, deflate");

        assertThat(answer.headers().firstValue("Content-Encoding")).contains("gzip");
        assertThat(answer.headers().firstValue("Vary")).contains("Accept-Encoding");
        assertThat(text(new GZIPInputStream(new ByteArrayInputStream(answer.body()))))
                .contains("'€'");
    }

    @Test
    void prefersFilesThatTheBuildHasCompressed() throws Exception {
        HttpResponse<byte[]> answer = get(ProtocolServer.engine().resolve("socket.io.js"), "gzip, deflate, br");

        assertThat(answer.headers().firstValue("Content-Encoding")).contains("br");
        assertThat(new String(answer.body(), StandardCharsets.UTF_8)).isEqualTo("as the build made it");
    }

    private static void assertPlain(HttpResponse<byte[]> answer, String body) {
        assertThat(answer.headers().firstValue("Content-Encoding")).isEmpty();
        assertThat(new String(answer.body(), StandardCharsets.UTF_8)).isEqualTo(body);
    }

    private static String text(InputStream in) throws IOException {
        return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
}
