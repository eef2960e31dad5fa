package xyz.anipub.bench;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Messages stored by {@code POST …/messages}, one after the other on each of some connections that are kept. */
final class Posting {

    private final Target target;
    private final int connections;
    private final String room;

    Posting(Target target, int connections) {
        this.target = target;
        this.connections = connections;
        room = target.newRoom();
        for (int i = 0; i < connections; i++) {
            target.becomeMember(room, Person.number(i));
        }
    }

    /** How many were stored a second. */
    double run(Duration time) {
        ExecutorService threads = Executors.newFixedThreadPool(connections);
        try {
            long began = System.nanoTime();
            List<Callable<Integer>> clients = new ArrayList<>();
            for (int i = 0; i < connections; i++) {
                Person person = Person.number(i);
                clients.add(() -> client(person, began + time.toNanos()));
            }
            int stored = 0;
            for (Future<Integer> each : threads.invokeAll(clients)) {
                stored += each.get();
            }
            return stored * 1e9 / (System.nanoTime() - began);
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
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), target.port())) {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(10_000);
            InputStream in = new BufferedInputStream(socket.getInputStream());
            int stored = 0;
            while (System.nanoTime() < end) {
                socket.getOutputStream().write(request(person));
                readAnswer(in);
                stored++;
            }
            return stored;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private byte[] request(Person person) {
        byte[] body = target.post(person, "p".repeat(FanOutScenario.CONTENT), UUID.randomUUID())
                .getBytes(StandardCharsets.UTF_8);
        String head = "POST /api/chat/rooms/" + room + "/messages HTTP/1.1\r\nHost: 127.0.0.1:" + target.port() + "\r\n"
                + target.header(person) + "Content-Type: application/json\r\nContent-Length: " + body.length + "\r\n\r\n";
        byte[] request = (head + new String(body, StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8);
        return request;
    }

    private static void readAnswer(InputStream in) throws IOException {
        String status = line(in);
        int length = 0;
        boolean chunked = false;
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            String header = line.toLowerCase(Locale.ROOT);
            if (header.startsWith("content-length:")) {
                length = Integer.parseInt(header.substring(15).strip());
            } else if (header.startsWith("transfer-encoding:")) {
                chunked = true;
            }
        }
        String body = new String(chunked ? chunks(in) : in.readNBytes(length), StandardCharsets.UTF_8);
        if (!status.startsWith("HTTP/1.1 200")) {
            throw new IOException(status + ": " + body);
        }
    }

    private static byte[] chunks(InputStream in) throws IOException {
        byte[] last = {};
        for (int size = Integer.parseInt(line(in), 16); size > 0; size = Integer.parseInt(line(in), 16)) {
            last = in.readNBytes(size);
            line(in);
        }
        line(in);
        return last;
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new IOException("The server has closed the connection.");
            }
            line.append((char) next);
        }
        return line.toString().strip();
    }
}
