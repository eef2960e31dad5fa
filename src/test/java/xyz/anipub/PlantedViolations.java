package xyz.anipub;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** For each rule code that breaks it, so that a rule which notices nothing is noticed. */
final class PlantedViolations {

    private static final String ENGINE = "xyz.anipub.engineio.Engine e;";
    private static final String SERVER = "xyz.anipub.socketio.server.SocketServer s;";
    private static final String USER_ID = "xyz.anipub.chat.UserId u;";
    private static final String POST = "xyz.anipub.chat.posting.PostMessage p;";
    private static final String CHANGE = "xyz.anipub.chat.change.ChangeService c;";
    private static final String SOCKETS = "xyz.anipub.chat.realtime.socket.ChatSocket s;";
    private static final String SEQUENCER = "xyz.anipub.chat.realtime.order.MessageSequencer s;";
    private static final String SERVLET = "jakarta.servlet.http.HttpServletResponse r;";
    private static final String PERSISTENCE = "jakarta.persistence.EntityManager m;";

    static Stream<Violation> all() {
        List<Violation> all = new ArrayList<>();
        all.addAll(acrossWalls());
        all.addAll(acrossLayers());
        all.addAll(ofManners());
        return all.stream();
    }

    private static String[] files(int count, String room) {
        return IntStream.range(0, count)
                .mapToObj(file -> "in " + room + ": class File" + file + " { class Nested {} }")
                .toArray(String[]::new);
    }

    private static List<Violation> acrossWalls() {
        return List.of(
                Violation.of("wall of peer", "in peer: class Rogue { " + ENGINE + " }"),
                Violation.of("wall of peer", "in peer: class Rogue { " + USER_ID + " }"),
                Violation.of("wall of queue", "in queue: class Rogue { " + USER_ID + " }"),
                Violation.of("wall of trace", "in trace: class Rogue { " + USER_ID + " }"),
                Violation.of("wall of trace.json", "in trace.json: class Rogue { " + USER_ID + " }"),
                Violation.of("wall of picture", "in picture: class Rogue { " + USER_ID + " }"),
                Violation.of("wall of store", "in store: class Rogue { " + USER_ID + " }"),
                Violation.of(
                        "wall of store.embedded", "in store.embedded: class Rogue { xyz.anipub.store.Breaker b; }"),
                Violation.of(
                        "wall of store.embedded.file",
                        "in store.embedded.file: class Rogue { xyz.anipub.store.Breaker b; }"),
                Violation.of("wall of text", "in text: class Rogue { " + USER_ID + " }"),
                Violation.of("wall of text.mongo", "in text.mongo: class Rogue { " + USER_ID + " }"),
                Violation.of("wall of engineio.websocket", "in engineio.websocket: class Rogue { " + ENGINE + " }"),
                Violation.of("wall of engineio.websocket", "in engineio.websocket: class Rogue { " + SERVLET + " }"),
                Violation.of("wall of engineio.packet", "in engineio.packet: class Rogue { " + ENGINE + " }"),
                Violation.of(
                        "wall of engineio.packet", "in engineio.packet: class Rogue { jakarta.json.JsonValue j; }"),
                Violation.of(
                        "wall of engineio", "in engineio: class Rogue { @jakarta.inject.Inject Object injected; }"),
                Violation.of("wall of engineio", "in engineio: class Rogue { " + SERVER + " }"),
                Violation.of("wall of engineio.config", "in engineio.config: class Rogue { " + ENGINE + " }"),
                Violation.of("wall of engineio.handshake", "in engineio.handshake: class Rogue { " + ENGINE + " }"),
                Violation.of("wall of engineio.session", "in engineio.session: class Rogue { " + ENGINE + " }"),
                Violation.of("wall of engineio.relay", "in engineio.relay: class Rogue { " + SERVLET + " }"),
                Violation.of("wall of engineio.transport", "in engineio.transport: class Rogue { " + SERVER + " }"),
                Violation.of(
                        "wall of engineio.transport.http",
                        "in engineio.transport.http: class Rogue { " + SERVER + " }"),
                Violation.of(
                        "wall of engineio.transport.polling",
                        "in engineio.transport.polling: class Rogue { jakarta.websocket.Session s; }"),
                Violation.of(
                        "wall of engineio.transport.websocket",
                        "in engineio.transport.websocket: class Rogue { " + SERVLET + " }"),
                Violation.of(
                        "wall of engineio.transport.upgrade",
                        "in engineio.transport.upgrade: class Rogue { " + SERVER + " }"),
                Violation.of(
                        "wall of engineio.transport.relayed",
                        "in engineio.transport.relayed: class Rogue { " + SERVLET + " }"),
                Violation.of(
                        "wall of engineio.transport.container",
                        "in engineio.transport.container: class Rogue { " + SERVER + " }"),
                Violation.of(
                        "wall of engineio.transport.container.carrier",
                        "in engineio.transport.container.carrier: class Rogue { " + SERVER + " }"),
                Violation.of("wall of socketio.packet", "in socketio.packet: class Rogue { " + SERVER + " }"),
                Violation.of("wall of socketio.msgpack", "in socketio.msgpack: class Rogue { " + SERVER + " }"),
                Violation.of("wall of socketio.adapter", "in socketio.adapter: class Rogue { " + ENGINE + " }"),
                Violation.of("wall of socketio.adapter.log", "in socketio.adapter.log: class Rogue { " + SERVER + " }"),
                Violation.of(
                        "wall of socketio.adapter.memory",
                        "in socketio.adapter.memory: class Rogue { " + SERVER + " }"),
                Violation.of(
                        "wall of socketio.adapter.recovery",
                        "in socketio.adapter.recovery: class Rogue { " + ENGINE + " }"),
                Violation.of(
                        "wall of socketio.adapter.cluster",
                        "in socketio.adapter.cluster: class Rogue { io.lettuce.core.RedisClient c; }"),
                Violation.of(
                        "wall of socketio.adapter.cluster.carrier",
                        "in socketio.adapter.cluster.carrier: class Rogue { io.lettuce.core.RedisClient c; }"),
                Violation.of(
                        "wall of socketio.adapter.cluster.recovery",
                        "in socketio.adapter.cluster.recovery: class Rogue { " + SERVER + " }"),
                Violation.of(
                        "wall of socketio.adapter.redis", "in socketio.adapter.redis: class Rogue { " + SERVER + " }"),
                Violation.of(
                        "wall of socketio.adapter.redis.connection",
                        "in socketio.adapter.redis.connection: class Rogue { xyz.anipub.socketio.packet.Packet p; }"),
                Violation.of(
                        "wall of socketio.adapter.redis.codec",
                        "in socketio.adapter.redis.codec: class Rogue { io.lettuce.core.RedisClient c; }"),
                Violation.of("wall of socketio.config", "in socketio.config: class Rogue { " + SERVER + " }"),
                Violation.of("wall of socketio.event", "in socketio.event: class Rogue { " + SERVER + " }"),
                Violation.of("wall of socketio.handshake", "in socketio.handshake: class Rogue { " + SERVER + " }"),
                Violation.of("wall of socketio.connection", "in socketio.connection: class Rogue { " + SERVER + " }"),
                Violation.of(
                        "wall of socketio", "in socketio: class Rogue { xyz.anipub.engineio.packet.PacketType type; }"),
                Violation.of("wall of socketio", "in socketio: class Rogue { " + USER_ID + " }"),
                Violation.of(
                        "wall of socketio", "in socketio: class Rogue { @jakarta.inject.Inject Object injected; }"),
                Violation.of("wall of socketio.delivery", "in socketio.delivery: class Rogue { " + SERVER + " }"),
                Violation.of("wall of socketio.server", "in socketio.server: class Rogue { " + USER_ID + " }"),
                Violation.of("wall of socketio.cdi", "in socketio.cdi: class Rogue { " + ENGINE + " }"),
                Violation.of("wall of socketio.cdi", "in socketio.cdi: class Rogue { " + USER_ID + " }"),
                Violation.of("wall of socketio.admin", "in socketio.admin: class Rogue { " + USER_ID + " }"),
                Violation.of(
                        "wall of socketio.admin",
                        "in socketio.admin: class Rogue { @jakarta.inject.Inject Object injected; }"),
                Violation.of("wall of chat", "in chat: class Rogue { @jakarta.inject.Inject Object injected; }"),
                Violation.of("wall of chat", "in chat: class Rogue { xyz.anipub.chat.room.Room[] rooms; }"),
                Violation.of("wall of chat.member", "in chat.member: class Rogue { xyz.anipub.chat.room.Room r; }"),
                Violation.of("wall of chat.power", "in chat.power: class Rogue { xyz.anipub.chat.room.Room r; }"),
                Violation.of("wall of chat.room", "in chat.room: class Rogue { xyz.anipub.chat.message.Message m; }"),
                Violation.of("wall of chat.room", "in chat.room: class Rogue { " + SERVER + " }"),
                Violation.of("wall of chat.blob", "in chat.blob: class Rogue { " + USER_ID + " }"),
                Violation.of("wall of chat.node", "in chat.node: class Rogue { xyz.anipub.chat.room.Room r; }"),
                Violation.of("wall of chat.message", "in chat.message: class Rogue { org.bson.Document d; }"),
                Violation.of("wall of chat.history", "in chat.history: class Rogue { " + POST + " }"),
                Violation.of("wall of chat.export", "in chat.export: class Rogue { xyz.anipub.auth.User u; }"),
                Violation.of("wall of chat.erasure", "in chat.erasure: class Rogue { xyz.anipub.auth.User u; }"),
                Violation.of("wall of chat.retention", "in chat.retention: class Rogue { " + POST + " }"),
                Violation.of("wall of chat.search", "in chat.search: class Rogue { " + POST + " }"),
                Violation.of("wall of chat.reading", "in chat.reading: class Rogue { " + POST + " }"),
                Violation.of("wall of chat.roomlist", "in chat.roomlist: class Rogue { " + POST + " }"),
                Violation.of("wall of chat.adopt", "in chat.adopt: class Rogue { xyz.anipub.auth.User u; }"),
                Violation.of("wall of chat.posting", "in chat.posting: class Rogue { " + CHANGE + " }"),
                Violation.of("wall of chat.posting", "in chat.posting: class Rogue { org.bson.Document d; }"),
                Violation.of("wall of chat.change", "in chat.change: class Rogue { " + SERVER + " }"),
                Violation.of("wall of chat.moderation", "in chat.moderation: class Rogue { " + SERVER + " }"),
                Violation.of("wall of chat.report", "in chat.report: class Rogue { " + POST + " }"),
                Violation.of("wall of chat.notice", "in chat.notice: class Rogue { " + POST + " }"),
                Violation.of("wall of chat.presence", "in chat.presence: class Rogue { xyz.anipub.chat.room.Room r; }"),
                Violation.of("wall of chat.realtime", "in chat.realtime: class Rogue { " + ENGINE + " }"),
                Violation.of("wall of chat.realtime.wire", "in chat.realtime.wire: class Rogue { " + SOCKETS + " }"),
                Violation.of("wall of chat.realtime.node", "in chat.realtime.node: class Rogue { " + SOCKETS + " }"),
                Violation.of(
                        "wall of chat.realtime.socket", "in chat.realtime.socket: class Rogue { " + SEQUENCER + " }"),
                Violation.of("wall of chat.realtime.order", "in chat.realtime.order: class Rogue { " + ENGINE + " }"),
                Violation.of("wall of chat.realtime.room", "in chat.realtime.room: class Rogue { " + ENGINE + " }"),
                Violation.of(
                        "wall of chat.realtime.event", "in chat.realtime.event: class Rogue { " + SEQUENCER + " }"),
                Violation.of("wall of chat.json", "in chat.json: class Rogue { " + SERVER + " }"),
                Violation.of("wall of chat.rest", "in chat.rest: class Rogue { " + SERVER + " }"),
                Violation.of("wall of chat.rest", "in chat.rest: class Rogue { " + SERVLET + " }"),
                Violation.of(
                        "wall of chat.rest.message",
                        "in chat.rest.message: class Rogue { xyz.anipub.chat.rest.room.MemberView v; }"),
                Violation.of("wall of chat.rest.room", "in chat.rest.room: class Rogue { " + SERVLET + " }"),
                Violation.of(
                        "wall of chat.rest.moderation", "in chat.rest.moderation: class Rogue { " + SERVLET + " }"),
                Violation.of("wall of chat.mongo", "in chat.mongo: class Rogue { xyz.anipub.auth.User u; }"),
                Violation.of("wall of chat.mongo.room", "in chat.mongo.room: class Rogue { " + POST + " }"),
                Violation.of("wall of chat.direct", "in chat.direct: class Rogue { " + POST + " }"),
                Violation.of("wall of chat.invite", "in chat.invite: class Rogue { " + POST + " }"),
                Violation.of("wall of chat.people", "in chat.people: class Rogue { " + POST + " }"),
                Violation.of("wall of chat.mongo.people", "in chat.mongo.people: class Rogue { " + POST + " }"),
                Violation.of("wall of chat.rest.invite", "in chat.rest.invite: class Rogue { " + SERVLET + " }"),
                Violation.of("wall of chat.rest.people", "in chat.rest.people: class Rogue { " + SERVLET + " }"),
                Violation.of("wall of chat.mongo.blob", "in chat.mongo.blob: class Rogue { " + POST + " }"),
                Violation.of("wall of chat.mongo.adopt", "in chat.mongo.adopt: class Rogue { " + POST + " }"),
                Violation.of("wall of auth.profile", "in auth.profile: class Rogue { " + USER_ID + " }"),
                Violation.of("wall of auth.adopt", "in auth.adopt: class Rogue { " + USER_ID + " }"),
                Violation.of("wall of auth", "in auth: class Rogue { " + SERVLET + " }"),
                Violation.of("wall of auth", "in auth: class Rogue { " + USER_ID + " }"),
                Violation.of("wall of auth.token", "in auth.token: class Rogue { xyz.anipub.auth.login.Users u; }"),
                Violation.of("wall of auth.login", "in auth.login: class Rogue { xyz.anipub.auth.token.Tokens t; }"),
                Violation.of("wall of auth.session", "in auth.session: class Rogue { xyz.anipub.auth.login.Users u; }"),
                Violation.of("wall of auth.admin", "in auth.admin: class Rogue { " + USER_ID + " }"),
                Violation.of("wall of auth.deletion", "in auth.deletion: class Rogue { " + USER_ID + " }"),
                Violation.of("wall of auth.reset", "in auth.reset: class Rogue { " + USER_ID + " }"),
                Violation.of("wall of auth.invitation", "in auth.invitation: class Rogue { " + USER_ID + " }"),
                Violation.of("wall of auth.rest", "in auth.rest: class Rogue { " + USER_ID + " }"),
                Violation.of("wall of auth.mongo", "in auth.mongo: class Rogue { " + USER_ID + " }"),
                Violation.of("wall of audit", "in audit: class Rogue { xyz.anipub.auth.User u; }"),
                Violation.of("wall of audit.mongo", "in audit.mongo: class Rogue { xyz.anipub.auth.User u; }"),
                Violation.of("wall of health", "in health: class Rogue { " + USER_ID + " }"),
                Violation.of("wall of web", "in web: class Rogue { " + USER_ID + " }"),
                Violation.of("wall of web.file", "in web.file: class Rogue { " + ENGINE + " }"),
                Violation.of("wall of web.page", "in web.page: class Rogue { " + ENGINE + " }"),
                Violation.of("wall of web.openapi", "in web.openapi: class Rogue { " + USER_ID + " }"),
                Violation.of("wall of settings", "in settings: class Rogue { " + SERVLET + " }"),
                Violation.of("wall of metrics", "in metrics: class Rogue { xyz.anipub.auth.User u; }"),
                Violation.of("wall of bean", "in bean: class Rogue { " + ENGINE + " }"),
                Violation.of("wall of gate", "in gate: class Rogue { " + ENGINE + " }"),
                Violation.of("wall of gate", "in gate: class Rogue { " + SERVLET + " }"),
                Violation.of("wall of json", "in json: class Rogue { " + USER_ID + " }"),
                Violation.of("wall of problem", "in problem: class Rogue { xyz.anipub.auth.User u; }"),
                Violation.of(
                                "wall of problem",
                                "in problem: @jakarta.enterprise.context.ApplicationScoped class Rogue {}")
                        .alsoOf("no bean behind a proxy"));
    }

    private static List<Violation> acrossLayers() {
        return List.of(
                Violation.of("every package stands in the table", "in chat.attic: class Rogue {}"),
                Violation.of(
                                "no cycles",
                                "in engineio.packet: class Rogue { xyz.anipub.engineio.Accomplice a; }",
                                "in engineio: public class Accomplice { xyz.anipub.engineio.packet.Packet p; Object o ="
                                        + " new xyz.anipub.engineio.packet.Fence(); }",
                                "in engineio.packet: public class Fence {}")
                        .alsoOf("wall of engineio.packet"),
                Violation.of(
                                "no door sees chat.realtime",
                                "in chat.rest: class Rogue { xyz.anipub.chat.realtime.ChatConnections c; }")
                        .alsoOf("wall of chat.rest"),
                Violation.of(
                                "no door sees chat.rest",
                                "in chat.realtime: class Rogue { xyz.anipub.chat.rest.room.RoomsResource r; }")
                        .alsoOf("wall of chat.realtime"),
                Violation.of(
                                "no door sees chat.mongo",
                                "in chat.realtime: class Rogue { xyz.anipub.chat.mongo.ChatStore s; }")
                        .alsoOf("wall of chat.realtime"),
                Violation.of(
                        "no bean behind a proxy",
                        "in chat.posting: @jakarta.enterprise.context.ApplicationScoped class Rogue {}"),
                Violation.of("nobody imports boot", "in auth: class Rogue { xyz.anipub.boot.ChatApplication a; }")
                        .alsoOf("wall of auth"),
                Violation.of("nobody imports gate", "in boot: class Rogue { xyz.anipub.gate.Gate g; }"),
                Violation.of(
                        "internals are for their neighbours",
                        "in boot: class Rogue { xyz.anipub.socketio.connection.PendingAcks p; }"),
                Violation.of(
                        "internals are for their neighbours",
                        "in boot: class Rogue { xyz.anipub.engineio.handshake.Ticket[] t; }"),
                Violation.of(
                        "internals are for their neighbours",
                        "in boot: class Rogue { xyz.anipub.engineio.session.Inbox i; }"),
                new Violation(Set.of(), List.of("in boot: class Rogue { xyz.anipub.engineio.session.QueueBound b; }")),
                Violation.of(
                                "internals are for their neighbours",
                                "in socketio.admin: class Rogue { xyz.anipub.socketio.adapter.redis.codec.StreamsCodec c; }")
                        .alsoOf("wall of socketio.admin"),
                Violation.of(
                        "no class sees both Packet types",
                        "in boot: class Rogue { xyz.anipub.engineio.packet.Packet.Noop e;"
                                + " xyz.anipub.socketio.packet.Packet[] s; }"),
                Violation.of(
                        "vendors stay behind a carrier",
                        "in boot: class Rogue { org.glassfish.jersey.server.ResourceConfig c; }"),
                Violation.of(
                                "vendors stay behind a carrier",
                                "in engineio.transport: class Rogue { org.glassfish.jersey.server.ResourceConfig c; }")
                        .alsoOf("wall of engineio.transport"),
                new Violation(
                        Set.of(),
                        List.of("in engineio.transport.container.carrier: class RogueCarrier {"
                                + " org.glassfish.jersey.server.ResourceConfig c; }")));
    }

    private static List<Violation> ofManners() {
        List<Violation> all = new ArrayList<>();
        all.add(Violation.of(
                "an engine's clock only hands on what is due",
                "in engineio.transport: class Rogue { java.util.concurrent.ScheduledExecutorService s; }"));
        for (String name : List.of(
                "RoomManager",
                "RoomImpl",
                "Utils",
                "JsonUtil",
                "BaseRoom",
                "DefaultRoom",
                "RoomInfo",
                "RoomData",
                "DataHub",
                "PacketHead",
                "StringHelper")) {
            all.add(Violation.of("names say something", "in boot: class " + name + " {}"));
        }
        for (String name : List.of("Database", "Header", "Utilization", "InformedMember", "Basement")) {
            all.add(new Violation(Set.of(), List.of("in boot: class " + name + " {}")));
        }
        for (String room : List.of("common", "chat.dto", "auth.model", "chat.service", "boot.impl", "engineio.util")) {
            all.add(Violation.of("packages say something", "in " + room + ": class Rogue {}")
                    .alsoOf("every package stands in the table"));
        }
        all.add(Violation.of("at most 20 files in a package", files(21, "boot")));
        all.add(new Violation(Set.of(), List.of(files(20, "boot"))));
        all.addAll(Breadth.violations());
        String service = "a Service is a use case of the chat";
        all.add(Violation.of(service, "in auth: class UserService {}"));
        all.add(Violation.of(service, "in chat.room: class ServiceLocator {}"));
        String exceptions = "exceptions are unchecked and say so";
        all.add(Violation.of(exceptions, "in chat: class RogueException extends Exception {}"));
        all.add(Violation.of(exceptions, "in chat: class RogueFailure extends RuntimeException {}"));
        all.add(Violation.of("nothing is printed", "in boot: class Rogue {{ System.out.println(); }}"));
        all.add(Violation.of(
                "JSON's implementation is looked up once",
                "in boot: class Rogue {{ jakarta.json.Json.createObjectBuilder(); }}"));
        all.add(Violation.of("nothing is printed", "in boot: class Rogue {{ System.err.println(); }}"));
        all.add(Violation.of("nothing is printed", "in boot: class Rogue {{ new Throwable().printStackTrace(); }}"));
        all.add(Violation.of("one way to log", "in boot: class Rogue { org.slf4j.Logger log; }"));
        all.add(Violation.of("one way to log", "in boot: class Rogue { java.util.logging.Logger log; }"));
        return all;
    }

    private PlantedViolations() {}
}
