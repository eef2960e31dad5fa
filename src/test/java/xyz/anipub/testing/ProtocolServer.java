package xyz.anipub.testing;

import java.net.URI;

/**
 * One server for the protocols' chapters of a whole run. Its WARs hold nothing of the chat, which shows that
 * the two layers can be lifted out: some have the Engine.IO layer alone, some both.
 */
public final class ProtocolServer {

    private static final class Running {
        private static final TestServer SERVER = start();
        private static final URI ROOT = SERVER.uri();
    }

    private static final String OLDER_CLIENTS = "WEB-INF/classes/older-clients";

    private static final String OTHER_CARRIERS = """
            xyz.anipub.engineio.transport.container.carrier.ForgottenAttributeCarrier
            xyz.anipub.engineio.transport.container.carrier.ServletCarrier
            """;

    /** Filters that are mapped here come before those that are annotated. */
    private static final String BADGES = """
            <web-app xmlns="https://jakarta.ee/xml/ns/jakartaee" version="6.0">
              <filter>
                <filter-name>badges</filter-name>
                <filter-class>xyz.anipub.engineio.transport.BadgeFilter</filter-class>
                <async-supported>true</async-supported>
              </filter>
              <filter-mapping>
                <filter-name>badges</filter-name>
                <url-pattern>/socket.io/*</url-pattern>
              </filter-mapping>
            </web-app>
            """;

    private ProtocolServer() {}

    /** Where Engine.IO echoes. */
    public static URI engine() {
        return Running.ROOT.resolve("engine/socket.io/");
    }

    /** The same, where clients of revision 3 are taken, too. */
    public static URI olderEngine() {
        return Running.ROOT.resolve("older-engine/socket.io/");
    }

    /** What the server has logged. */
    public static String log() {
        return Running.SERVER.log();
    }

    /** Where Engine.IO echoes, in a container whose connections have none of the attributes that are known. */
    public static URI otherEngine() {
        return Running.ROOT.resolve("other-engine/socket.io/");
    }

    /** Where Engine.IO echoes through the container's own WebSockets. */
    public static URI endpointEngine() {
        return Running.ROOT.resolve("endpoint-engine/socket.io/");
    }

    /** Where Engine.IO echoes, written to WebSockets in the standard way. */
    public static URI portableEngine() {
        return Running.ROOT.resolve("portable-engine/socket.io/");
    }

    /** Where Socket.IO does what the conformance suite asks for. */
    public static URI socket() {
        return Running.ROOT.resolve("socket/socket.io/");
    }

    /** The same, where clients of Socket.IO 2 are taken, too. */
    public static URI olderSocket() {
        return Running.ROOT.resolve("older-socket/socket.io/");
    }

    /** Where Socket.IO clients meet in a room. */
    public static URI room() {
        return Running.ROOT.resolve("room/socket.io/");
    }

    /** Where Socket.IO is spoken in MessagePack. */
    public static URI msgpack() {
        return Running.ROOT.resolve("msgpack/socket.io/");
    }

    /** Where every page may read, and headers and a cookie are set. */
    public static URI open() {
        return Running.ROOT.resolve("open/socket.io/");
    }

    /** Where the application is asked before a session is opened. */
    public static URI veto() {
        return Running.ROOT.resolve("veto/socket.io/");
    }

    /** The process ends with the tests'. */
    private static TestServer start() {
        TestWar engine = echo("engine");
        TestWar open = TestWar.named("open")
                .programPackage("xyz.anipub.engineio")
                .testClass("xyz.anipub.engineio.transport.OpenApplication");
        TestWar veto = TestWar.named("veto")
                .programPackage("xyz.anipub.engineio")
                .testClass("xyz.anipub.engineio.transport.VetoApplication")
                .file("WEB-INF/classes/socket.io-client/socket.io.js", "/*!\n * Socket.IO v4.8.3\n */");
        engine.file("WEB-INF/classes/socket.io-client/socket.io.js.br", "as the build made it");
        for (String script : new String[] {"socket.io.js", "socket.io.min.js"}) {
            engine.file("WEB-INF/classes/socket.io-client/" + script, "/*!\n * Socket.IO v4.8.3\n */\n'€'");
            engine.file("WEB-INF/classes/socket.io-client/" + script + ".map", "{}");
        }
        return TestServer.plan("protocol")
                .brief()
                .war(engine.write())
                .war(echo("other-engine")
                        .testClass("xyz.anipub.engineio.transport.container.carrier.ForgottenAttributeCarrier")
                        .file(
                                "WEB-INF/classes/META-INF/services/xyz.anipub.engineio.transport.upgrade.Carrier",
                                OTHER_CARRIERS)
                        .write())
                .war(echo("endpoint-engine")
                        .file("WEB-INF/classes/endpoint-only", "")
                        .write())
                .war(echo("portable-engine")
                        .file("WEB-INF/classes/portable-frames", "")
                        .write())
                .war(both("socket", "xyz.anipub.socketio.server.SuiteApplication")
                        .write())
                .war(echo("older-engine").file(OLDER_CLIENTS, "").write())
                .war(both("older-socket", "xyz.anipub.socketio.server.SuiteApplication")
                        .file(OLDER_CLIENTS, "")
                        .write())
                .war(both("room", "xyz.anipub.interop.RoomApplication").write())
                .war(both("msgpack", "xyz.anipub.socketio.msgpack.MsgpackApplication")
                        .write())
                .war(open.write())
                .war(veto.write())
                .start();
    }

    private static TestWar echo(String name) {
        return TestWar.named(name)
                .programPackage("xyz.anipub.engineio")
                .testClass("xyz.anipub.engineio.transport.EchoApplication")
                .testClass("xyz.anipub.engineio.transport.BadgeFilter")
                .file("WEB-INF/web.xml", BADGES);
    }

    private static TestWar both(String name, String application) {
        return TestWar.named(name)
                .programPackage("xyz.anipub.engineio")
                .programPackage("xyz.anipub.socketio")
                .testClass(application);
    }
}
