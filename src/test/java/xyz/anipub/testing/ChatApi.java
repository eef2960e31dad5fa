package xyz.anipub.testing;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;

/**
 * A plain HTTP client of a chat server: no cookies kept, no redirects followed. An answer of the chat that its OpenAPI document does not
 * have fails the test.
 */
public record ChatApi(URI root) {

    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** One request, sent once. */
    public static final class Call {

        private final HttpRequest.Builder request;
        private final String method;
        private final URI uri;
        private HttpRequest.BodyPublisher body = BodyPublishers.noBody();
        private Optional<String> json = Optional.empty();

        private Call(String method, URI uri) {
            this.method = method;
            this.uri = uri;
            this.request = HttpRequest.newBuilder(uri).timeout(PATIENCE);
        }

        public Call header(String name, String value) {
            request.header(name, value);
            return this;
        }

        public Call bearer(String token) {
            return header("Authorization", "Bearer " + token);
        }

        public Call cookie(String pair) {
            return header("Cookie", pair);
        }

        public Call json(String text) {
            json = Optional.of(text);
            return header("Content-Type", "application/json").bytes(BodyPublishers.ofString(text));
        }

        public Call json(JsonObject object) {
            return json(object.toString());
        }

        public Call bytes(HttpRequest.BodyPublisher bytes) {
            body = bytes;
            return this;
        }

        public Reply send() {
            try {
                Reply reply = Reply.of(HTTP.send(request.method(method, body).build(), BodyHandlers.ofString()));
                RestContract.check(method, uri, json, reply);
                return reply;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }

    /** @param path from the root, with a slash at its start */
    public Call call(String method, String path) {
        return new Call(method, root.resolve(path));
    }

    public Call get(String path) {
        return call("GET", path);
    }

    public Call post(String path) {
        return call("POST", path);
    }

    public Call delete(String path) {
        return call("DELETE", path);
    }

    /** An object of string fields, given as names and values in turn. */
    public static JsonObject object(String... namesAndValues) {
        JsonObjectBuilder object = Json.createObjectBuilder();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            object.add(namesAndValues[i], namesAndValues[i + 1]);
        }
        return object.build();
    }
}
