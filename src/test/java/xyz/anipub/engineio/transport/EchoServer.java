package xyz.anipub.engineio.transport;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/** One Payara Micro for the whole run, with a WAR made of the engine and {@link EchoApplication}. */
final class EchoServer {

    private static final long START_SECONDS = 90;

    private static final class Running {
        private static final URI BASE = start();
    }

    private EchoServer() {}

    /** Where the engine answers, for example {@code http://127.0.0.1:41234/engine/socket.io/}. */
    static URI base() {
        return Running.BASE;
    }

    private static URI start() {
        try {
            Path folder = Files.createTempDirectory("echo");
            Path war = folder.resolve("engine.war");
            writeWar(war);
            Path preboot = Files.writeString(
                    folder.resolve("preboot.txt"),
                    "set configs.config.server-config.network-config.network-listeners.network-listener"
                            + ".http-listener.address=127.0.0.1\n");
            int port = freePort();
            Path log = Path.of("target", "payara-micro-echo.log").toAbsolutePath();
            Process process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xmx512m",
                            "-Djava.io.tmpdir=" + folder,
                            "-jar",
                            System.getProperty("payara.micro.jar"),
                            "--nocluster",
                            "--prebootcommandfile",
                            preboot.toString(),
                            "--port",
                            String.valueOf(port),
                            "--deploy",
                            war.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(process)));
            awaitStart(process, log);
            URI base = URI.create("http://127.0.0.1:" + port + "/engine/socket.io/");
            warmUp(base);
            return base;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void stop(Process process) {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private static void awaitStart(Process process, Path log) throws IOException {
        long limit = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
        while (!Files.readString(log).contains("Payara Micro URLs:")) {
            if (!process.isAlive() || System.nanoTime() > limit) {
                throw new IllegalStateException("Payara Micro did not start:\n" + Files.readString(log));
            }
            try {
                process.waitFor(200, TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }

    /** The first requests load classes, for longer than the tests' heartbeat allows. */
    private static void warmUp(URI base) {
        for (int i = 0; i < 5; i++) {
            String sid = EngineClient.handshake(base);
            EngineClient.post(base, sid, "4warm");
            EngineClient.poll(base, sid);
            EngineSocket socket = EngineClient.socket(base, "EIO=4&transport=websocket");
            socket.next();
            socket.send("4warm");
            socket.next();
            socket.close();
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static void writeWar(Path war) throws IOException {
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(war))) {
            addClasses(out, Path.of("target", "classes"), "xyz/anipub/engineio");
            addClasses(out, Path.of("target", "test-classes"), "xyz/anipub/engineio/transport/EchoApplication");
            add(out, "WEB-INF/beans.xml", "<beans version=\"4.0\" bean-discovery-mode=\"annotated\"/>");
            for (String script : List.of("socket.io.js", "socket.io.min.js")) {
                add(out, "WEB-INF/classes/socket.io-client/" + script, "/*!\n * Socket.IO v4.8.3\n */\n'€'");
                add(out, "WEB-INF/classes/socket.io-client/" + script + ".map", "{}");
            }
        }
    }

    private static void addClasses(JarOutputStream out, Path root, String prefix) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String name = root.relativize(file).toString().replace('\\', '/');
                if (name.startsWith(prefix)) {
                    out.putNextEntry(new JarEntry("WEB-INF/classes/" + name));
                    Files.copy(file, out);
                    out.closeEntry();
                }
            }
        }
    }

    private static void add(JarOutputStream out, String name, String content) throws IOException {
        out.putNextEntry(new JarEntry(name));
        out.write(content.getBytes(StandardCharsets.UTF_8));
        out.closeEntry();
    }
}
