package xyz.anipub.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.socket.client.Ack;
import io.socket.client.IO;
import io.socket.client.Manager;
import io.socket.client.Socket;
import io.socket.engineio.client.Transport;
import io.socket.engineio.parser.Packet;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.json.JSONArray;
import org.json.JSONException;
import org.json.JSONObject;

/** The official Java client as a member of a conversation: does what {@code member.js} does. */
final class JavaMember {

    private static final String NAME = "java";

    private final Socket socket;
    private final String room;
    private final List<String> transports;
    private final Map<String, JSONObject> said = new ConcurrentHashMap<>();
    private final Set<String> gone = ConcurrentHashMap.newKeySet();
    private final Set<String> carriers = ConcurrentHashMap.newKeySet();
    private volatile int present;

    JavaMember(URI server, String room, List<String> transports) {
        IO.Options options = new IO.Options();
        options.forceNew = true;
        options.reconnection = false;
        options.path = server.getPath();
        options.transports = transports.toArray(String[]::new);
        socket = IO.socket(server.resolve("/"), options);
        this.room = room;
        this.transports = transports;
    }

    void takePart(Set<String> members) throws JSONException {
        listen();
        socket.connect();
        socket.emit("join", room);
        until("all are there", () -> present == members.size());
        Set<String> others = new HashSet<>(members);
        others.remove(NAME);

        Object[] echo = ask("say", room, NAME, sentence(NAME));
        assertSaid((JSONObject) echo[1], NAME);
        until("all have spoken", () -> said.keySet().equals(others));
        for (String other : others) {
            assertSaid(said.get(other), other);
        }

        JSONArray answers = (JSONArray) ask("ask", room, NAME, bytesOf(NAME))[0];
        Set<String> answered = new HashSet<>();
        for (int i = 0; i < answers.length(); i++) {
            JSONArray answer = answers.getJSONArray(i);
            answered.add(answer.getString(0));
            assertThat(answer.getJSONObject(1).getString("to")).isEqualTo(NAME);
            assertThat((byte[]) answer.getJSONObject(1).getJSONArray("bytes").get(0))
                    .isEqualTo(bytesOf(NAME));
        }
        assertThat(answered).isEqualTo(others);

        ask("say", room, NAME, "bye");
        until("all are done", () -> gone.equals(others));
        assertThat(carriers).contains(transports.get(transports.size() - 1));
        socket.disconnect();
    }

    private void listen() {
        socket.on("members", arguments -> present = Math.max(present, (Integer) arguments[0]));
        socket.on("said", arguments -> {
            if (arguments[1].equals("bye")) {
                gone.add((String) arguments[0]);
            } else {
                said.put((String) arguments[0], (JSONObject) arguments[1]);
            }
        });
        socket.on("question", arguments -> ((Ack) arguments[2]).call(NAME, answer(arguments[0], arguments[1])));
        socket.io().on(Manager.EVENT_TRANSPORT, arguments -> watch((Transport) arguments[0]));
    }

    private void watch(Transport transport) {
        transport.on(Transport.EVENT_PACKET, arguments -> {
            if (((Packet<?>) arguments[0]).type.equals(Packet.MESSAGE)) {
                carriers.add(transport.name);
            }
        });
    }

    private Object[] ask(String event, Object... arguments) {
        CompletableFuture<Object[]> answer = new CompletableFuture<>();
        socket.emit(event, arguments, (Ack) answer::complete);
        return answer.orTimeout(20, TimeUnit.SECONDS).join();
    }

    private static void until(String what, Callable<Boolean> holds) {
        await(what).atMost(Duration.ofSeconds(30)).until(holds);
    }

    private static JSONObject sentence(String name) throws JSONException {
        JSONArray nested = new JSONArray()
                .put(new JSONObject().put("bytes", bytesOf(name)))
                .put(JSONObject.NULL);
        return new JSONObject().put("text", name + " ✨").put("nested", nested);
    }

    private static void assertSaid(JSONObject sentence, String name) throws JSONException {
        assertThat(sentence.getString("text")).isEqualTo(name + " ✨");
        JSONArray nested = sentence.getJSONArray("nested");
        assertThat((byte[]) nested.getJSONObject(0).get("bytes")).isEqualTo(bytesOf(name));
        assertThat(nested.isNull(1)).isTrue();
    }

    private static JSONObject answer(Object from, Object bytes) {
        try {
            return new JSONObject().put("to", from).put("bytes", new JSONArray().put(bytes));
        } catch (JSONException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A name's bytes, some of them no text. */
    private static byte[] bytesOf(String name) {
        byte[] text = name.getBytes(StandardCharsets.UTF_8);
        byte[] bytes = new byte[text.length + 3];
        bytes[1] = (byte) 255;
        bytes[2] = 30;
        System.arraycopy(text, 0, bytes, 3, text.length);
        return bytes;
    }
}
