package xyz.anipub.engineio.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Speaks Engine.IO over HTTP by hand. */
public final class EngineClient {

    public static final String SEPARATOR = "\u001e";

    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private static final Pattern SID = Pattern.compile("0\\{\"sid\":\"([A-Za-z0-9_-]{20})\".*");

    private EngineClient() {}

    /** Opens a session by polling. */
    static String handshake() {
        return handshake(EchoServer.base());
    }

    public static String handshake(URI base) {
        return sidOf(send(request(base, "EIO=4&transport=polling")).body());
    }

    public static String sidOf(String openPacket) {
        Matcher matcher = SID.matcher(openPacket);
        assertThat(matcher.matches()).as(openPacket).isTrue();
        return matcher.group(1);
    }

    static String polling(String sid) {
        return "EIO=4&transport=polling&sid=" + sid;
    }

    static HttpResponse<String> get(String query) {
        return send(request(query).GET());
    }

    static HttpResponse<String> poll(String sid) {
        return poll(EchoServer.base(), sid);
    }

    public static HttpResponse<String> poll(URI base, String sid) {
        return send(request(base, polling(sid)));
    }

    static CompletableFuture<HttpResponse<String>> pollLater(String sid) {
        return HTTP.sendAsync(request(polling(sid)).GET().build(), BodyHandlers.ofString());
    }

    static HttpResponse<String> post(String sid, String body) {
        return post(EchoServer.base(), sid, body);
    }

    public static HttpResponse<String> post(URI base, String sid, String body) {
        return post(base, sid, "text/plain;charset=UTF-8", body);
    }

    public static HttpResponse<String> post(URI base, String sid, String type, String body) {
        return send(request(base, polling(sid)).header("Content-Type", type).POST(BodyPublishers.ofString(body)));
    }

    static HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return HTTP.send(request.timeout(Duration.ofSeconds(10)).build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The body of the answer to a GET. */
    public static String body(URI base, String query) {
        return send(request(base, query)).body();
    }

    static HttpResponse<byte[]> bytes(URI base, String query) throws IOException, InterruptedException {
        return HTTP.send(request(base, query).build(), BodyHandlers.ofByteArray());
    }

    static CompletableFuture<HttpResponse<String>> later(URI base, String query) {
        return HTTP.sendAsync(request(base, query).build(), BodyHandlers.ofString());
    }

    static HttpRequest.Builder request(String query) {
        return request(EchoServer.base(), query);
    }

    static HttpRequest.Builder request(URI base, String query) {
        return HttpRequest.newBuilder(URI.create(base + "?" + query));
    }

    static EngineSocket socket(String query) {
        return socket(EchoServer.base(), query);
    }

    public static EngineSocket socket(URI base, String query) {
        return EngineSocket.open(HTTP, base, query);
    }

    static EngineSocket webSocketSession() {
        return socket("EIO=4&transport=websocket");
    }
}
