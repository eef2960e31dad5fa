package xyz.anipub.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A load balancer for trying out several nodes where none is installed: a client stays on its node by a cookie, and goes to another
 * one if that cannot be reached. Each request has a connection of its own. Two threads for each connection.
 */
final class StickyBalancer implements AutoCloseable {

    private static final int LONGEST_HEAD = 1 << 16;
    private static final Pattern COOKIE = Pattern.compile("(?im)^cookie:.*\\bnode=(\\d+)");
    private static final Pattern UPGRADE = Pattern.compile("(?im)^upgrade:");
    private static final Pattern CONNECTION = Pattern.compile("(?im)^connection:[^\r\n]*\r\n");

    private final ServerSocket door;
    private final List<Integer> nodes;
    private final AtomicInteger turn = new AtomicInteger();
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "balancer");
        thread.setDaemon(true);
        return thread;
    });

    /**
     * @param port on the loopback address
     * @param nodes their ports there
     * @throws UncheckedIOException if the port is taken
     */
    StickyBalancer(int port, List<Integer> nodes) {
        this.nodes = List.copyOf(nodes);
        try {
            door = new ServerSocket(port, 500, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException("Port " + port + " cannot be opened: choose another with -Danipub.port", e);
        }
        threads.execute(this::accept);
    }

    private void accept() {
        try {
            while (true) {
                Socket client = door.accept();
                threads.execute(() -> serve(client));
            }
        } catch (IOException closed) {
            // Its end.
        }
    }

    private void serve(Socket client) {
        try (client) {
            String request = head(client.getInputStream());
            Matcher cookie = COOKIE.matcher(request);
            Optional<Integer> known = cookie.find() ? Optional.of(Integer.parseInt(cookie.group(1))) : Optional.empty();
            int node = known.filter(index -> index < nodes.size())
                    .orElseGet(() -> Math.floorMod(turn.getAndIncrement(), nodes.size()));
            for (int i = 0; i < nodes.size(); i++) {
                int candidate = (node + i) % nodes.size();
                Optional<Socket> server = connect(nodes.get(candidate));
                if (server.isPresent()) {
                    boolean isKnown = known.equals(Optional.of(candidate));
                    serve(
                            client,
                            request,
                            server.get(),
                            isKnown ? "" : "Set-Cookie: node=" + candidate + "; Path=/\r\n");
                    return;
                }
            }
            write(client, "HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
        } catch (IOException | NumberFormatException gone) {
            // The other side hears of it by the end of its connection.
        }
    }

    private static Optional<Socket> connect(int port) {
        try {
            return Optional.of(new Socket(InetAddress.getLoopbackAddress(), port));
        } catch (IOException away) {
            return Optional.empty();
        }
    }

    private void serve(Socket client, String request, Socket server, String cookie) throws IOException {
        try (server) {
            boolean upgrades = UPGRADE.matcher(request).find();
            String once = CONNECTION.matcher(request).replaceAll("").replaceFirst("\r\n", "\r\nConnection: close\r\n");
            write(server, upgrades ? request : once);
            threads.execute(() -> {
                try {
                    client.getInputStream().transferTo(server.getOutputStream());
                    server.shutdownOutput();
                } catch (IOException gone) {
                    // The answer ends it.
                }
            });
            write(client, head(server.getInputStream()).replaceFirst("\r\n", "\r\n" + cookie));
            server.getInputStream().transferTo(client.getOutputStream());
        }
    }

    /** Up to and with the empty line. */
    private static String head(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        String end = "";
        while (!end.equals("\r\n\r\n")) {
            int next = in.read();
            if (next < 0 || head.size() == LONGEST_HEAD) {
                throw new IOException("no head");
            }
            head.write(next);
            end = (end + (char) next).substring(Math.max(0, end.length() - 3));
        }
        return head.toString(StandardCharsets.ISO_8859_1);
    }

    private static void write(Socket to, String head) throws IOException {
        OutputStream out = to.getOutputStream();
        out.write(head.getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
    }

    @Override
    public void close() {
        try {
            door.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        threads.shutdownNow();
    }
}
