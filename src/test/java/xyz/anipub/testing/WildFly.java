package xyz.anipub.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The WildFly that the {@code wildfly} profile provisioned with the WAR in it, on free loopback ports. */
public final class WildFly implements AutoCloseable {

    private static final Path BUILD = Path.of(System.getProperty("anipub.build", "target"));

    private final Process process;
    private final URI uri;
    private final Path log;

    private WildFly(Process process, URI uri, Path log) {
        this.process = process;
        this.uri = uri;
        this.log = log;
    }

    /** Starts the process; it is ready later. */
    public static WildFly start() {
        try {
            Path home = BUILD.resolve("wildfly").toAbsolutePath();
            Path log = BUILD.resolve("wildfly.log");
            int port = freePort();
            Process process = new ProcessBuilder(List.of(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xmx512m",
                            "-Djboss.home.dir=" + home,
                            "-Djboss.http.port=" + port,
                            "-Djboss.management.http.port=" + freePort(),
                            "-Danipub.data=" + BUILD.resolve("wildfly-data").toAbsolutePath(),
                            "-jar",
                            home.resolve("jboss-modules.jar").toString(),
                            "-mp",
                            home.resolve("modules").toString(),
                            "org.jboss.as.standalone"))
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
            return new WildFly(process, URI.create("http://127.0.0.1:" + port + "/"), log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The root of the server, with a slash at its end. */
    public URI uri() {
        return uri;
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** What the server has logged so far. */
    public String log() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Stops the server in order. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
