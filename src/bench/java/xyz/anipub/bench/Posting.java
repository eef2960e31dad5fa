package xyz.anipub.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.MalformedURLException;
import java.net.Proxy;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Messages stored by {@code POST …/messages}, one after the other on each of some connections that are kept. */
final class Posting {

    private static final int PATIENCE_MILLIS = 10_000;

    private final Target target;
    private final int connections;
    private final URL url;

    Posting(Target target, int connections) {
        this.target = target;
        this.connections = connections;
        String room = target.newRoom();
        url = url(target, room);
        // Else the JDK keeps five.
        System.setProperty("http.maxConnections", String.valueOf(connections));
        for (int i = 0; i < connections; i++) {
            target.becomeMember(room, Person.number(i));
        }
    }

    private static URL url(Target target, String room) {
        try {
            return URI.create("http://127.0.0.1:" + target.port() + "/api/chat/rooms/" + room + "/messages")
                    .toURL();
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** Posts for a while. */
    Meter run(Duration time) {
        ExecutorService threads = Executors.newFixedThreadPool(connections);
        try {
            Meter meter = new Meter(target);
            long end = System.nanoTime() + time.toNanos();
            List<Callable<Integer>> clients = new ArrayList<>();
            for (int i = 0; i < connections; i++) {
                Person person = Person.number(i);
                clients.add(() -> client(person, end));
            }
            for (Future<Integer> stored : threads.invokeAll(clients)) {
                meter.count(stored.get());
            }
            meter.stop();
            return meter;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } finally {
            threads.shutdownNow();
        }
    }

    private int client(Person person, long end) {
        try {
            int stored = 0;
            while (System.nanoTime() < end) {
                post(person);
                stored++;
            }
            return stored;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The JDK keeps the connection, and opens another when the server has closed it. */
    private void post(Person person) throws IOException {
        HttpURLConnection request = (HttpURLConnection) url.openConnection(Proxy.NO_PROXY);
        request.setRequestMethod("POST");
        request.setReadTimeout(PATIENCE_MILLIS);
        request.setRequestProperty("Content-Type", "application/json");
        target.bearer(person).ifPresent(token -> request.setRequestProperty("Authorization", "Bearer " + token));
        request.setDoOutput(true);
        byte[] body = target.post(person, "p".repeat(Crowd.CONTENT), UUID.randomUUID())
                .getBytes(StandardCharsets.UTF_8);
        try (OutputStream out = request.getOutputStream()) {
            out.write(body);
        }
        if (request.getResponseCode() != HttpURLConnection.HTTP_OK) {
            throw new IOException("POST answered " + request.getResponseCode());
        }
        try (InputStream in = request.getInputStream()) {
            in.transferTo(OutputStream.nullOutputStream());
        }
    }
}
