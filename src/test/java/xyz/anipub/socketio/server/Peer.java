package xyz.anipub.socketio.server;

import java.security.Principal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import xyz.anipub.engineio.CloseReason;
import xyz.anipub.engineio.Engine;
import xyz.anipub.engineio.RecordingTransport;
import xyz.anipub.engineio.Session;
import xyz.anipub.engineio.config.HandshakeRequest;
import xyz.anipub.engineio.packet.Packet;

/** The client's end of one connection: says Socket.IO packets and keeps what it hears. */
public final class Peer {

    private static final Pattern SID = Pattern.compile("\"sid\":\"([^\"]+)\"");

    private final RecordingTransport transport = new RecordingTransport();
    private final Session session;
    private int taken;

    Peer(Engine engine) {
        this(engine, Optional.empty());
    }

    Peer(Engine engine, Optional<Principal> principal) {
        Map<String, List<String>> headers = Map.of("user-agent", List.of("test"));
        session = engine.open(
                new HandshakeRequest(headers, Map.of(), "127.0.0.1", false, "/", Instant.EPOCH, principal), transport);
    }

    public Peer say(String packet) {
        session.receive(new Packet.Text(packet));
        return this;
    }

    public Peer say(byte[] attachment) {
        session.receive(new Packet.Binary(attachment));
        return this;
    }

    /** Joins {@code "/"} and returns the socket's id. */
    public String join() {
        return join("");
    }

    /** Joins a namespace and returns the socket's id; {@code prefix} as in {@code "/admin,"}. */
    public String join(String prefix) {
        say("0" + prefix);
        String answer = take().stream()
                .filter(message -> message.startsWith("0" + prefix + "{"))
                .findFirst()
                .orElseThrow();
        Matcher sid = SID.matcher(answer);
        if (!sid.find()) {
            throw new AssertionError("no sid in " + answer);
        }
        return sid.group(1);
    }

    /** What came since the last call; binary messages as {@code b<base64>}. */
    public List<String> take() {
        List<String> all = transport.messages();
        List<String> fresh = all.subList(taken, all.size());
        taken = all.size();
        return fresh;
    }

    public void drop(CloseReason reason) {
        session.closeNow(reason, "dropped by the test");
    }

    public boolean isClosed() {
        return !session.isOpen();
    }

    boolean wasClosedGracefully() {
        return transport.isCloseRequested();
    }

    String connectionId() {
        return session.id();
    }

    RecordingTransport transport() {
        return transport;
    }
}
