package xyz.anipub.chaos;

import io.socket.client.Ack;
import io.socket.client.IO;
import io.socket.client.Socket;
import io.socket.emitter.Emitter;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import okhttp3.Cookie;
import okhttp3.CookieJar;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import org.json.JSONException;
import org.json.JSONObject;
import xyz.anipub.testing.Person;

/**
 * The official Java client, connecting again by itself as often as it loses its connection. An ack that its connection
 * takes along fails at once. Threads: any; listeners are called on the client's one event thread.
 */
final class Line implements AutoCloseable {

    /** Beyond the longest pause of the server: an ack that comes later is lost with the connection. */
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final Person person;
    private final List<String> transports;
    private final Map<String, Emitter.Listener> listeners = new HashMap<>();
    private final AtomicInteger connections = new AtomicInteger();
    private final List<String> failures = new CopyOnWriteArrayList<>();
    private final Set<CompletableFuture<JsonObject>> awaited = ConcurrentHashMap.newKeySet();
    private volatile NodeCookie cookie = new NodeCookie("");
    private volatile Socket socket;

    /** The ack will never come; whether the event was handled is unknown. */
    static final class LostException extends Exception {
        private static final long serialVersionUID = 1;

        private LostException(Throwable cause) {
            super(cause);
        }
    }

    /** The node that the balancer's cookie names: as a browser does, it stays there. */
    private static final class NodeCookie implements CookieJar {

        private static final String NAME = "node";

        private volatile String node;

        /** @param node empty: any */
        NodeCookie(String node) {
            this.node = node;
        }

        @Override
        public void saveFromResponse(HttpUrl url, List<Cookie> cookies) {
            cookies.stream().filter(each -> each.name().equals(NAME)).forEach(each -> node = each.value());
        }

        @Override
        public List<Cookie> loadForRequest(HttpUrl url) {
            return node.isEmpty()
                    ? List.of()
                    : List.of(new Cookie.Builder()
                            .name(NAME)
                            .value(node)
                            .domain(url.host())
                            .build());
        }
    }

    Line(Person person, List<String> transports) {
        this.person = person;
        this.transports = transports;
    }

    /** Listens to an event's first argument, an object. Call it before {@link #open}. */
    Line on(String event, Consumer<JsonObject> listener) {
        listeners.put(event, args -> listener.accept(json(args[0])));
        return this;
    }

    Line onConnect(Runnable listener) {
        listeners.put(Socket.EVENT_CONNECT, args -> listener.run());
        return this;
    }

    Line open() {
        socket = socket();
        socket.connect();
        return this;
    }

    /** Closes its connection and opens one to a node that the balancer knows by this name, or to another if that one is away. */
    void moveTo(String name) {
        socket.disconnect();
        // What the old connection still has to say goes to the old node.
        cookie = new NodeCookie(name);
        open();
    }

    private Socket socket() {
        IO.Options options = new IO.Options();
        options.forceNew = true;
        options.transports = transports.toArray(String[]::new);
        options.reconnectionDelay = 50;
        options.reconnectionDelayMax = 500;
        options.auth = Map.of("token", person.token());
        // Others would share its five requests at once, and a long poll is one.
        OkHttpClient http = new OkHttpClient.Builder()
                .cookieJar(cookie)
                .readTimeout(1, TimeUnit.MINUTES)
                .build();
        options.callFactory = http;
        options.webSocketFactory = http;
        Socket opened = IO.socket(person.api().root(), options);
        opened.on(Socket.EVENT_CONNECT, args -> connections.incrementAndGet());
        opened.on(Socket.EVENT_DISCONNECT, args -> loseAcks());
        // A namespace that is refused is not asked for again by the client itself.
        opened.on(Socket.EVENT_CONNECT_ERROR, args -> {
            failed("connecting: " + args[0]);
            if (opened.io().isReconnecting() || args[0] instanceof Exception) {
                return;
            }
            opened.connect();
        });
        listeners.forEach(opened::on);
        return opened;
    }

    /** The Socket.IO id of its connection, the last one if it has none now. */
    String id() {
        return socket.id();
    }

    /** What the balancer calls the node where it was last. */
    String node() {
        return cookie.node;
    }

    /** How often it has connected. */
    int connections() {
        return connections.get();
    }

    /** A request of its user has failed. */
    void failed(String what) {
        failures.add(Instant.now() + " " + this + ": " + what);
    }

    /** The requests of its user that have failed: those to connect, and others that were told. */
    List<String> failures() {
        return failures;
    }

    boolean isConnected() {
        return socket.connected();
    }

    /** Emits and waits for the ack. */
    JsonObject ask(String event, JsonObject payload) throws LostException {
        CompletableFuture<JsonObject> ack = new CompletableFuture<>();
        awaited.add(ack);
        try {
            socket.emit(event, parsed(payload), (Ack) args -> ack.complete(json(args[0])));
            if (!socket.connected()) {
                loseAcks();
            }
            return ack.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException lost) {
            throw new LostException(lost);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LostException(e);
        } finally {
            awaited.remove(ack);
        }
    }

    private void loseAcks() {
        awaited.forEach(ack -> ack.completeExceptionally(new IllegalStateException("the connection is gone")));
    }

    @Override
    public void close() {
        socket.disconnect();
        loseAcks();
    }

    @Override
    public String toString() {
        return transports + (cookie.node.isEmpty() ? "" : " to node " + cookie.node);
    }

    private static JSONObject parsed(JsonObject object) {
        try {
            return new JSONObject(object.toString());
        } catch (JSONException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static JsonObject json(Object value) {
        try (JsonReader reader = Json.createReader(new StringReader(String.valueOf(value)))) {
            return reader.readObject();
        }
    }
}
