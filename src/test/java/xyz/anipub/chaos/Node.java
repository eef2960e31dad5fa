package xyz.anipub.chaos;

import java.net.URI;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import xyz.anipub.testing.TestServer;

/** A server that is killed and started again at the same address. */
final class Node implements AutoCloseable {

    private final TestServer.Plan plan;
    private TestServer server;

    /** Starts it. @param plan with a WAR, and a port of its own */
    Node(TestServer.Plan plan) {
        this.plan = plan.brief();
        server = plan.start();
    }

    URI uri() {
        return server.uri();
    }

    /** Told to end, it ends in order. */
    void stop() {
        server.close();
    }

    /** As {@code kill -9} would. */
    void kill() {
        server.kill();
    }

    /** Lets it stand still, as {@code kill -STOP} would. */
    void pause() {
        server.pause();
    }

    void goOn() {
        server.goOn();
    }

    /** It has another WAR when it starts again. */
    void install(Path war) {
        plan.war(war);
    }

    void start() {
        server = plan.start();
    }

    /** What it has logged in this life. */
    String log() {
        return server.log();
    }

    /** How often it has said in this life that Redis is away. */
    int losses() {
        return (int) log().lines()
                .filter(line -> line.matches(".* Redis at \\S+ is away: .*"))
                .count();
    }

    /** Returns when it is over. */
    void happen(Fault fault) throws InterruptedException {
        if (fault.kind() == Fault.Kind.KILL_NODE) {
            server.kill();
            server = plan.start();
        } else {
            server.pause();
            TimeUnit.SECONDS.sleep(fault.length().toSeconds());
            server.goOn();
        }
    }

    @Override
    public String toString() {
        return server.uri().toString();
    }

    @Override
    public void close() {
        server.kill();
    }
}
