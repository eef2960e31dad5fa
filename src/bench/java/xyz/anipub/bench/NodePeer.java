package xyz.anipub.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import xyz.anipub.testing.ChatApi;

/** The guide's chat on Node. */
final class NodePeer implements Target {

    private static final String READY = "listening ";

    private final Process process;
    private final int port;

    private NodePeer(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** @param environment {@code MONGODB_URI}, if it shall store */
    static NodePeer start(Map<String, String> environment) {
        try {
            ProcessBuilder builder = new ProcessBuilder("node", "--expose-gc", "peer.js")
                    .directory(Path.of("src/bench/node").toFile())
                    .redirectError(ProcessBuilder.Redirect.INHERIT);
            builder.environment().putAll(environment);
            Process process = builder.start();
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
            BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
            String line = output.readLine();
            if (line == null || !line.startsWith(READY)) {
                throw new IllegalStateException("The peer did not start: " + line);
            }
            return new NodePeer(process, Integer.parseInt(line.substring(READY.length())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String name() {
        return "Node";
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public String path() {
        return "/socket.io/";
    }

    @Override
    public long pid() {
        return process.pid();
    }

    @Override
    public String auth(Person person) {
        return "";
    }

    @Override
    public String newRoom() {
        return UUID.randomUUID().toString().replace("-", "").substring(0, 24);
    }

    @Override
    public String echoPath() {
        return path();
    }

    @Override
    public Optional<String> bearer(Person person) {
        return Optional.empty();
    }

    @Override
    public String post(Person person, String content, UUID clientId) {
        return "{\"userId\":\"%s\",\"senderName\":\"%s\",\"content\":\"%s\"}"
                .formatted(person.id(), person.name(), content);
    }

    @Override
    public void becomeMember(String room, Person person) {
        // It asks nobody.
    }

    @Override
    public long liveBytes() {
        return new ChatApi(URI.create("http://127.0.0.1:" + port + "/"))
                .get("/bench/heap")
                .send()
                .expect(200)
                .object()
                .getJsonNumber("heap")
                .longValue();
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
