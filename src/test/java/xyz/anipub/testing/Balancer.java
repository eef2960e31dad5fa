package xyz.anipub.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** A load balancer of {@code server-config} in front of several nodes, as a process on a free loopback port. */
public final class Balancer implements AutoCloseable {

    private static final String READY = "GET /health/ready?draining=404";

    private final Process process;
    private final int port;

    /** Where it takes an operator's commands; 0 if nowhere. */
    private final int operator;

    private Balancer(Process process, int port, int operator) {
        this.process = process;
        this.port = port;
        this.operator = operator;
    }

    public static Balancer nginx(TestServer a, TestServer b) {
        String program = Program.require("/usr/sbin/nginx").toString();
        Path folder = TestServer.newFolder("nginx");
        int port = TestServer.freePort();
        String site = config("nginx/anipub.conf", a.port(), b.port())
                .replace("listen 8080;", "listen 127.0.0.1:" + port + ";");
        String main = "daemon off; pid " + folder + "/pid; error_log stderr; events {} http { access_log off;"
                + " client_body_temp_path " + folder + "/body; proxy_temp_path " + folder + "/proxy; include " + folder
                + "/anipub.conf; }\n";
        write(folder.resolve("anipub.conf"), site);
        Path file = write(folder.resolve("nginx.conf"), main);
        return start(port, 0, folder, program, "-e", "stderr", "-p", folder.toString(), "-c", file.toString());
    }

    /**
     * Clients choose their node by a cookie, {@code node=a} for the first one and so on.
     *
     * @param nodes the ports of two or three, which need not be there yet
     */
    public static Balancer haproxy(int... nodes) {
        return haproxy(READY, nodes);
    }

    /**
     * The same for nodes of which some may be of a version that does not say whether it is ready: they are, if they have the
     * client's file, and are taken away by {@link #drain}.
     */
    public static Balancer haproxyOfAnyVersion(int... nodes) {
        return haproxy("GET /socket.io/socket.io.js", nodes);
    }

    private static Balancer haproxy(String check, int... nodes) {
        String program = Program.require("/usr/sbin/haproxy").toString();
        Path folder = TestServer.newFolder("haproxy");
        int port = TestServer.freePort();
        int operator = TestServer.freePort();
        String third = nodes.length < 3 ? "" : "    presetenv NODE_C 127.0.0.1:%d%n".formatted(nodes[2]);
        String all = config("haproxy/haproxy.cfg", nodes[0], nodes[1])
                .replace("    presetenv NODE_A", third + "    presetenv NODE_A")
                .replace("bind :8080", "bind 127.0.0.1:" + port)
                .replace(READY, check)
                // As many as the files that a user of the tests may open.
                .replace("maxconn 20000", "maxconn 1000\n    stats socket ipv4@127.0.0.1:" + operator + " level admin");
        return start(
                port,
                operator,
                folder,
                program,
                "-db",
                "-f",
                write(folder.resolve("haproxy.cfg"), all).toString());
    }

    private static String config(String name, int a, int b) {
        try {
            return Files.readString(Path.of("server-config").resolve(name))
                    .replace("127.0.0.1:8081", "127.0.0.1:" + a)
                    .replace("127.0.0.1:8082", "127.0.0.1:" + b);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path write(Path file, String text) {
        try {
            return Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Balancer start(int port, int operator, Path folder, String... command) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("log").toFile())
                    .start();
            Balancer balancer = new Balancer(process, port, operator);
            Runtime.getRuntime().addShutdownHook(new Thread(balancer::close));
            Awaitility.await().until(balancer::takesConnections);
            return balancer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean takesConnections() {
        if (!process.isAlive()) {
            throw new IllegalStateException("The balancer ended; see target/servers");
        }
        try (Socket socket = new Socket("127.0.0.1", port)) {
            return socket.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }

    /** HAProxy sends nobody new to a node any more, and returns when it has answered the REST calls that it had. */
    public void drain(String node) {
        tell("set server anipub/%s state drain".formatted(node));
        Awaitility.await().atMost(1, TimeUnit.MINUTES).until(() -> calls(node).equals("0"));
    }

    /** HAProxy sends people to a node again, as soon as it is there. */
    public void undrain(String node) {
        tell("set server anipub/%s state ready".formatted(node));
    }

    /** How many REST calls a node has. */
    private String calls(String node) {
        return tell("show stat")
                .lines()
                .filter(line -> line.startsWith("anipub," + node + ","))
                .map(line -> line.split(",", -1)[4])
                .findFirst()
                .orElseThrow();
    }

    private String tell(String command) {
        try (Socket socket = new Socket("127.0.0.1", operator)) {
            socket.getOutputStream().write((command + "\n").getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public URI uri() {
        return URI.create("http://127.0.0.1:" + port + "/");
    }

    @Override
    public void close() {
        process.destroy();
        try {
            process.waitFor(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
