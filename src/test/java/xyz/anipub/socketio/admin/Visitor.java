package xyz.anipub.socketio.admin;

import jakarta.json.JsonValue;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import xyz.anipub.engineio.CloseReason;
import xyz.anipub.engineio.Engine;
import xyz.anipub.engineio.RecordingTransport;
import xyz.anipub.engineio.Session;
import xyz.anipub.engineio.config.HandshakeRequest;
import xyz.anipub.engineio.config.TransportType;
import xyz.anipub.engineio.packet.Packet.Text;
import xyz.anipub.socketio.packet.Packet;
import xyz.anipub.socketio.packet.PacketDecoder;
import xyz.anipub.socketio.packet.PacketLimits;

/** A client on a connection of its own, an operator or one of those who are looked at. */
final class Visitor {

    static final HandshakeRequest REQUEST = new HandshakeRequest(
            Map.of(
                    "user-agent", List.of("test"),
                    "cookie", List.of("anipub=cookie-secret"),
                    "authorization", List.of("Bearer header-secret"),
                    "x-api-key", List.of("key-secret"),
                    "origin", List.of("https://elsewhere.example")),
            Map.of("EIO", List.of("4"), "token", List.of("query-secret")),
            "192.0.2.1",
            true,
            "/socket.io/?EIO=4&token=query-secret",
            Instant.EPOCH);

    private final RecordingTransport transport;
    private final Session session;
    private int taken;

    Visitor(Engine engine, TransportType type) {
        transport = new RecordingTransport(type);
        session = engine.open(REQUEST, transport);
    }

    Visitor say(String packet) {
        session.receive(new Text(packet));
        return this;
    }

    /** What came since the last call, as {@code name: [arguments]}; packets other than events as they are. */
    List<String> take() {
        List<String> all = transport.messages();
        List<String> fresh = all.subList(taken, all.size());
        taken = all.size();
        return fresh.stream().map(Visitor::readable).toList();
    }

    /** The arguments of the events of that name that came since the last call of any of these; the others are dropped. */
    List<List<JsonValue>> take(String event) {
        List<String> all = transport.messages();
        List<String> fresh = all.subList(taken, all.size());
        taken = all.size();
        return fresh.stream()
                .map(Visitor::packet)
                .filter(packet ->
                        packet instanceof Packet.Event named && named.name().equals(event))
                .map(packet -> ((Packet.Event) packet).arguments())
                .toList();
    }

    void leave() {
        session.closeNow(CloseReason.TRANSPORT_CLOSE, "left");
    }

    boolean isClosed() {
        return !session.isOpen();
    }

    String connectionId() {
        return session.id();
    }

    private static String readable(String message) {
        return packet(message) instanceof Packet.Event event ? event.name() + ": " + event.arguments() : message;
    }

    private static Packet packet(String message) {
        Optional<Packet> packet = new PacketDecoder(PacketLimits.standard()).add(message);
        return packet.orElseThrow();
    }
}
