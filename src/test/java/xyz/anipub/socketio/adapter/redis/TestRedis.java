package xyz.anipub.socketio.adapter.redis;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Scanner;
import redis.embedded.RedisServer;
import redis.embedded.core.RedisServerBuilder;
import xyz.anipub.testing.Program;
import xyz.anipub.testing.Signal;
import xyz.anipub.testing.TestServer;

/** A Redis of the test's own, on a free port, that keeps nothing. */
public final class TestRedis implements AutoCloseable {

    /** Debian's; another one may be named in the environment. */
    static final String SEVEN = System.getenv().getOrDefault("ANIPUB_TEST_REDIS_SERVER", "/usr/bin/redis-server");

    /** None that a client could have taken while it is away. */
    private final int port = TestServer.freePort();

    private final Optional<File> program;
    private RedisServer server;
    private long pid;

    /** One of version 6, which the build brings. */
    public TestRedis() {
        this(Optional.empty());
    }

    private TestRedis(Optional<File> program) {
        this.program = program;
        start();
    }

    /** One of version 7, as far as the machine has one; see {@link Program#require}. */
    public static TestRedis seven() {
        return new TestRedis(Optional.of(Program.require(SEVEN).toFile()));
    }

    public String uri() {
        return "redis://127.0.0.1:" + port;
    }

    /** Starts it again, empty. */
    public void start() {
        try {
            RedisServerBuilder builder =
                    RedisServer.newRedisServer().port(port).bind("127.0.0.1").setting("save \"\"");
            program.ifPresent(file -> builder.executableProvider(() -> file));
            server = builder.build();
            server.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Takes it away from everybody. */
    public void stop() {
        try {
            server.stop();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Lets it stand still: connections stay, and nobody answers. */
    public void pause() {
        pid = askForPid();
        Signal.STOP.send(pid);
    }

    public void goOn() {
        Signal.CONT.send(pid);
    }

    private long askForPid() {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.getOutputStream().write("INFO server\r\n".getBytes(StandardCharsets.US_ASCII));
            Scanner answer = new Scanner(socket.getInputStream(), StandardCharsets.US_ASCII);
            return Long.parseLong(
                    answer.findWithinHorizon("process_id:(\\d+)", 10_000).replaceAll("\\D", ""));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        stop();
    }
}
