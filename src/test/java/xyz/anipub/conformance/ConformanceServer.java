package xyz.anipub.conformance;

import java.net.URI;
import java.nio.file.Path;
import xyz.anipub.engineio.transport.EngineClient;
import xyz.anipub.engineio.transport.EngineSocket;
import xyz.anipub.testing.TestServer;
import xyz.anipub.testing.TestWar;

/** Runs {@link ConformanceApplication} on a server; {@code mvn -Pconformance test} does so in the foreground. */
public final class ConformanceServer {

    /** The property that says whether clients of revision 3 are taken, as their suite wants it; false if not said. */
    static final String EIO3 = "conformance.eio3";

    private ConformanceServer() {}

    /** Serves at the port of the property {@code conformance.port} (3000) until the process is ended. */
    public static void main(String[] arguments) throws InterruptedException {
        TestServer server = start(Integer.getInteger("conformance.port", 3000), Boolean.getBoolean(EIO3));
        System.out.println(
                "Ready: " + server.uri() + "engine.io/ and " + server.uri() + "socket.io/; Ctrl+C stops it.");
        server.awaitEnd();
    }

    /**
     * @param port where it listens on the loopback address; 0 for any
     * @param eio3 whether clients of revision 3 are taken
     */
    static TestServer start(int port, boolean eio3) {
        Path war = TestWar.named("ROOT")
                .programPackage("xyz.anipub.engineio")
                .programPackage("xyz.anipub.socketio")
                .testClass("xyz.anipub.conformance.ConformanceApplication")
                .testClass("xyz.anipub.conformance.Echo")
                .write("conformance");
        TestServer server = TestServer.plan(eio3 ? "conformance-eio3" : "conformance")
                .port(port)
                .brief()
                .setting(EIO3, Boolean.toString(eio3))
                .war(war)
                .start();
        warmUp(server.uri().resolve("engine.io/"), "4warm");
        warmUp(server.uri().resolve("socket.io/"), "40");
        return server;
    }

    /** The first requests load classes, for longer than the suites' heartbeat allows. */
    private static void warmUp(URI base, String message) {
        for (int i = 0; i < 5; i++) {
            String sid = EngineClient.handshake(base);
            EngineClient.post(base, sid, message);
            EngineClient.poll(base, sid);
            EngineSocket socket = EngineClient.socket(base, "EIO=4&transport=websocket");
            socket.next();
            socket.send(message);
            socket.next();
            socket.close();
        }
    }
}
