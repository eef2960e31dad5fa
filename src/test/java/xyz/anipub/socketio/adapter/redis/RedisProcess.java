package xyz.anipub.socketio.adapter.redis;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Scanner;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import xyz.anipub.testing.Program;
import xyz.anipub.testing.Signal;
import xyz.anipub.testing.TestServer;

/** One process of {@code redis-server}, of version 7, with the arguments of a test; keeps nothing when it ends. */
public final class RedisProcess implements AutoCloseable {

    private static final long PATIENCE_SECONDS = 30;

    private final Path folder = TestServer.newFolder("redis");
    private final int port;
    private final List<String> arguments;
    private Process process;

    /**
     * @param port where it is; said by an argument, too
     * @param arguments what stands on its command line
     */
    public RedisProcess(int port, String... arguments) {
        this.port = port;
        this.arguments = List.of(arguments);
        start();
    }

    /** One that keeps nothing on the disk, with further arguments. */
    public static RedisProcess server(String... arguments) {
        int port = TestServer.freePort();
        List<String> all = new ArrayList<>(List.of("--port", String.valueOf(port), "--save", ""));
        all.addAll(List.of(arguments));
        return new RedisProcess(port, all.toArray(String[]::new));
    }

    /** Starts it again. */
    public void start() {
        List<String> command =
                new ArrayList<>(List.of(Program.require(TestRedis.SEVEN).toString()));
        command.addAll(arguments);
        command.addAll(List.of("--bind", "127.0.0.1", "--dir", folder.toString()));
        try {
            process = new ProcessBuilder(command).redirectErrorStream(true).start();
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        awaitReady(process);
    }

    private static void awaitReady(Process process) {
        CompletableFuture<Boolean> ready = new CompletableFuture<>();
        Thread reader = new Thread(() -> {
            StringBuilder said = new StringBuilder();
            try (Scanner lines = new Scanner(process.getInputStream())) {
                while (lines.hasNextLine()) {
                    String line = lines.nextLine();
                    said.append(line).append('\n');
                    if (line.contains("Ready to accept connections") || line.contains("+monitor master")) {
                        ready.complete(true);
                    }
                }
            }
            ready.completeExceptionally(new IllegalStateException("It ended:\n" + said));
        });
        reader.setDaemon(true);
        reader.start();
        ready.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
    }

    public int port() {
        return port;
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** Lets it stand still: connections stay, and nobody answers. */
    public void pause() {
        Signal.STOP.send(process.pid());
    }

    public void goOn() {
        Signal.CONT.send(process.pid());
    }

    /** Ends it as a crash does. */
    public void kill() {
        try {
            process.destroyForcibly().waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        kill();
    }
}
