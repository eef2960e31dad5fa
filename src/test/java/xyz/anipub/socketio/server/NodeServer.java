package xyz.anipub.socketio.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;

/** A server of Node.js in the cluster, with one client; see {@code cluster/server.mjs}. */
final class NodeServer implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final Process process;
    private final PrintWriter orders;
    private final Map<Integer, CompletableFuture<JsonValue>> open = new ConcurrentHashMap<>();
    private final Queue<String> heard = new ConcurrentLinkedQueue<>();
    private final Queue<String> told = new ConcurrentLinkedQueue<>();
    private final Queue<String> noise = new ConcurrentLinkedQueue<>();
    private int lastId;

    /**
     * @param library npm's client of Redis: {@code redis} or {@code ioredis}
     * @param redis where it finds Redis
     */
    NodeServer(String library, String family, String redis) {
        try {
            process = new ProcessBuilder("node", "cluster/server.mjs", library, family, redis)
                    .directory(Path.of("src/test/clients").toFile())
                    .redirectErrorStream(true)
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        orders = new PrintWriter(process.outputWriter(), true);
        Thread reader = new Thread(this::read, "node");
        reader.setDaemon(true);
        reader.start();
    }

    private void read() {
        try (BufferedReader lines = process.inputReader()) {
            lines.lines().forEach(this::take);
        } catch (IOException | UncheckedIOException e) {
            noise.add(e.toString());
        }
    }

    private void take(String line) {
        if (!line.startsWith("{\"")) {
            noise.add(line);
            return;
        }
        JsonObject said = Json.createReader(new StringReader(line)).readObject();
        if (said.containsKey("heard")) {
            heard.add(said.get("heard").toString());
        } else if (said.containsKey("told")) {
            told.add(said.get("told").toString());
        } else if (said.containsKey("error")) {
            open.remove(said.getInt("id")).completeExceptionally(new IllegalStateException(said.getString("error")));
        } else {
            open.remove(said.getInt("id")).complete(said.get("result"));
        }
    }

    /** @param more the rest of a JSON object, as in {@code "event":"e","args":[1]} */
    CompletableFuture<JsonValue> start(String operation, String more) {
        int id = ++lastId;
        CompletableFuture<JsonValue> result = new CompletableFuture<>();
        open.put(id, result);
        orders.println(
                "{\"id\":" + id + ",\"operation\":\"" + operation + "\"" + (more.isEmpty() ? "" : "," + more) + "}");
        return result;
    }

    JsonValue call(String operation, String more) {
        try {
            return start(operation, more).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError(operation + " " + more + ": " + noise, e);
        }
    }

    /** A new client in place of the one before; its socket's id. */
    String newClient() {
        String id = call("client", "").toString().replace("\"", "");
        heard.clear();
        told.clear();
        return id;
    }

    /** Waits until the client has heard these, and nothing else. */
    void hears(String... events) {
        wait(heard, events);
    }

    void isTold(String... events) {
        wait(told, events);
    }

    private void wait(Queue<String> all, String... events) {
        List<String> taken = new ArrayList<>();
        await().atMost(PATIENCE).untilAsserted(() -> {
            for (String each = all.poll(); each != null; each = all.poll()) {
                taken.add(each);
            }
            assertThat(taken).as(noise.toString()).containsExactly(events);
        });
    }

    @Override
    public void close() {
        process.destroy();
    }
}
