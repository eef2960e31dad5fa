package xyz.anipub.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.socket.client.Ack;
import io.socket.client.IO;
import io.socket.client.Manager;
import io.socket.client.Socket;
import io.socket.engineio.client.Transport;
import io.socket.engineio.parser.Packet;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.json.JSONException;
import org.json.JSONObject;

/**
 * The official Java client on a connection of its own, remembering all it hears. An event or an ack that the AsyncAPI document does not have
 * fails the test, at the latest when this is closed.
 */
public final class ChatClient implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Socket socket;
    private final List<Heard> heard = new CopyOnWriteArrayList<>();
    private final List<JsonValue> refusals = new CopyOnWriteArrayList<>();
    private final List<String> ends = new CopyOnWriteArrayList<>();
    private final List<String> violations = new CopyOnWriteArrayList<>();
    private final Set<String> carriers = ConcurrentHashMap.newKeySet();

    /** An event and its first argument, {@code null} as JSON if there was none. */
    public record Heard(String event, JsonValue payload) {}

    private ChatClient(Socket socket) {
        this.socket = socket;
    }

    /** Starts to connect, over WebSocket unless the options say otherwise. */
    public static ChatClient start(URI root, Consumer<IO.Options> settings) {
        IO.Options options = new IO.Options();
        options.forceNew = true;
        options.transports = new String[] {"websocket"};
        options.reconnection = false;
        options.reconnectionDelay = 50;
        options.reconnectionDelayMax = 200;
        settings.accept(options);
        ChatClient client = new ChatClient(IO.socket(root, options));
        client.listen();
        client.socket.connect();
        return client;
    }

    /** Connects as a person, identified by {@code auth.token}. */
    public static ChatClient of(Person person) {
        return of(person, options -> {});
    }

    public static ChatClient of(Person person, Consumer<IO.Options> settings) {
        Consumer<IO.Options> identity = options -> options.auth = Map.of("token", person.token());
        ChatClient client =
                start(person.api().root(), identity.andThen(settings)).awaitConnected();
        // CONNECT is sent before the socket is on the lists of its user and of all; whatever it asks is handled after.
        client.ask("leave_room");
        return client;
    }

    private void listen() {
        socket.onAnyIncoming(args -> {
            Heard event = new Heard((String) args[0], args.length > 1 ? json(args[1]) : JsonValue.NULL);
            violations.addAll(EventContract.ofEvent(event.event(), event.payload()));
            heard.add(event);
        });
        socket.on(Socket.EVENT_CONNECT_ERROR, args -> refuse(json(args[0])));
        socket.on(Socket.EVENT_DISCONNECT, args -> ends.add((String) args[0]));
        socket.io().on(Manager.EVENT_TRANSPORT, args -> watch((Transport) args[0]));
    }

    /** What the client says by itself is a text. */
    private void refuse(JsonValue refusal) {
        if (refusal instanceof JsonObject) {
            violations.addAll(EventContract.ofEvent(Socket.EVENT_CONNECT_ERROR, refusal));
        }
        refusals.add(refusal);
    }

    private void watch(Transport transport) {
        transport.on(Transport.EVENT_PACKET, args -> {
            if (((Packet<?>) args[0]).type.equals(Packet.MESSAGE)) {
                carriers.add(transport.name);
            }
        });
    }

    public ChatClient awaitConnected() {
        until("connected; refused: " + refusals, socket::connected);
        return this;
    }

    /** What {@code connect_error} brought first: {@code {message, data}} or a text of the client's own. */
    public JsonValue awaitRefusal() {
        until("connect_error", () -> !refusals.isEmpty());
        return refusals.get(0);
    }

    public boolean isRefused() {
        return !refusals.isEmpty();
    }

    /** Why the first connection that ended did. */
    public String awaitEnd() {
        until("disconnect", () -> !ends.isEmpty());
        return ends.get(0);
    }

    public boolean isConnected() {
        return socket.connected();
    }

    /** The transports that have brought messages so far, by name. */
    public Set<String> carriers() {
        return Set.copyOf(carriers);
    }

    public String id() {
        return socket.id();
    }

    /** Emits without asking for an ack. */
    public void tell(String event, Object... arguments) {
        socket.emit(event, wire(arguments));
    }

    /** Emits and returns the future ack. */
    public CompletableFuture<JsonObject> asking(String event, Object... arguments) {
        CompletableFuture<JsonObject> answer = new CompletableFuture<>();
        JsonValue payload = arguments.length > 0 ? json(wire(arguments)[0]) : JsonValue.NULL;
        socket.emit(event, wire(arguments), (Ack) args -> {
            JsonObject ack = (JsonObject) json(args[0]);
            violations.addAll(EventContract.ofAck(event, payload, ack));
            answer.complete(ack);
        });
        return answer;
    }

    /** Emits and waits for the ack. */
    public JsonObject ask(String event, Object... arguments) {
        JsonObject ack = asking(event, arguments)
                .orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                .join();
        requireDocumented();
        return ack;
    }

    /** Emits and fails the test unless the ack says ok. */
    public JsonObject done(String event, Object... arguments) {
        JsonObject ack = ask(event, arguments);
        assertThat(ack.getBoolean("ok")).as("%s: %s", event, ack).isTrue();
        return ack;
    }

    /** Emits and fails the test unless the ack refuses; the code. */
    public String refused(String event, Object... arguments) {
        JsonObject ack = ask(event, arguments);
        assertThat(ack.getBoolean("ok")).as("%s: %s", event, ack).isFalse();
        assertThat(ack.getJsonObject("error").getString("message")).isNotBlank();
        return ack.getJsonObject("error").getString("code");
    }

    public JsonObject join(String room) {
        return done("join_room", ChatApi.object("roomId", room));
    }

    public JsonObject send(String room, String content) {
        return done("send_message", ChatApi.object("roomId", room, "content", content))
                .getJsonObject("message");
    }

    /** The payloads of an event so far, in the order of arrival. */
    public List<JsonValue> heard(String event) {
        return heard.stream()
                .filter(each -> each.event().equals(event))
                .map(Heard::payload)
                .toList();
    }

    public List<JsonObject> objects(String event) {
        return heard(event).stream().map(JsonValue::asJsonObject).toList();
    }

    /** Waits for an object of an event that fits. */
    public JsonObject awaitHeard(String event, Predicate<JsonObject> fits) {
        until(event, () -> objects(event).stream().anyMatch(fits));
        return objects(event).stream().filter(fits).findFirst().orElseThrow();
    }

    /** Waits until a message of this content has come, and with it all that was announced before. */
    public JsonObject awaitMessage(String content) {
        return awaitHeard(
                "receive_message", message -> message.getString("content").equals(content));
    }

    private void until(String what, Callable<Boolean> holds) {
        await(what).atMost(PATIENCE).pollInterval(Duration.ofMillis(10)).until(holds);
        requireDocumented();
    }

    private void requireDocumented() {
        assertThat(violations).as("what /openapi/events does not allow").isEmpty();
    }

    @Override
    public void close() {
        socket.disconnect();
        requireDocumented();
    }

    private static Object[] wire(Object... arguments) {
        Object[] wire = new Object[arguments.length];
        for (int i = 0; i < arguments.length; i++) {
            wire[i] = arguments[i] instanceof JsonObject object ? parsed(object) : arguments[i];
        }
        return wire;
    }

    private static JSONObject parsed(JsonObject object) {
        try {
            return new JSONObject(object.toString());
        } catch (JSONException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** Objects and arrays of the client's own JSON, and everything else as a text. */
    private static JsonValue json(Object value) {
        String text = String.valueOf(value);
        if (value instanceof JSONObject || value instanceof org.json.JSONArray) {
            try (JsonReader reader = Json.createReader(new StringReader(text))) {
                return reader.readValue();
            }
        }
        return Json.createValue(text);
    }
}
