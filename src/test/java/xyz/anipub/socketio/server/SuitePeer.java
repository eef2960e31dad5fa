package xyz.anipub.socketio.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import xyz.anipub.engineio.transport.EngineClient;
import xyz.anipub.engineio.transport.EngineSocket;
import xyz.anipub.testing.ProtocolServer;

/** A client of {@link SuiteApplication} that speaks Socket.IO over a WebSocket by hand, and answers pings. */
final class SuitePeer implements AutoCloseable {

    private static final Pattern JOINED = Pattern.compile("0(?:/custom,)?\\{\"sid\":\"([A-Za-z0-9_-]{20})\"}");

    private static final class Warm {
        private static final URI BASE = warmUp(ProtocolServer.socket());
    }

    private final EngineSocket socket;
    private final String sessionId;

    private SuitePeer(EngineSocket socket) {
        this.socket = socket;
        this.sessionId = EngineClient.sidOf(socket.next());
    }

    static URI base() {
        return Warm.BASE;
    }

    /** Opens a connection that has joined nothing. */
    static SuitePeer open() {
        return open(base());
    }

    /** The socket beneath, which leaves pings to its reader. */
    static EngineSocket silent() {
        EngineSocket socket = EngineClient.socket(base(), "EIO=4&transport=websocket");
        EngineClient.sidOf(socket.next());
        return socket;
    }

    static SuitePeer open(URI base) {
        return new SuitePeer(
                EngineClient.socket(base, "EIO=4&transport=websocket").answeringPings());
    }

    /** The Engine.IO session's id. */
    String sessionId() {
        return sessionId;
    }

    /** Joins a namespace and takes the {@code auth} event that follows; gives the socket's id. */
    String join(String namespace) {
        say("0" + (namespace.equals("/") ? "" : namespace + ","));
        String sid = sidOf(hear());
        assertThat(hear()).contains("[\"auth\",{}]");
        return sid;
    }

    String join() {
        return join("/");
    }

    static String sidOf(String connectPacket) {
        Matcher matcher = JOINED.matcher(connectPacket);
        assertThat(matcher.matches()).as(connectPacket).isTrue();
        return matcher.group(1);
    }

    /** Sends a packet, without the {@code 4} in front. */
    SuitePeer say(String packet) {
        socket.send("4" + packet);
        return this;
    }

    SuitePeer say(int... attachment) {
        byte[] bytes = new byte[attachment.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) attachment[i];
        }
        socket.send(bytes);
        return this;
    }

    /** Sends an Engine.IO packet as it is. */
    void sayRaw(String packet) {
        socket.send(packet);
    }

    /** The next packet, without the {@code 4} in front; an attachment as {@code <hex>}. */
    String hear() {
        String message = socket.next();
        return message.startsWith("<") ? message : message.substring(1);
    }

    /** Asks something and gets the answer: nothing came in between, and the connection lives. */
    void assertHearsNothingElse() {
        say("2[\"message\",\"still here\"]");
        assertThat(hear()).isEqualTo("2[\"message-back\",\"still here\"]");
    }

    void assertClosed() {
        assertThat(socket.closeCode()).isGreaterThanOrEqualTo(1000);
    }

    boolean isClosed() {
        return socket.isClosed();
    }

    @Override
    public void close() {
        if (!socket.isClosed()) {
            socket.close();
        }
    }

    /** The first requests load classes, for longer than the suite's heartbeat allows. */
    static URI warmUp(URI base) {
        for (int i = 0; i < 5; i++) {
            String sid = EngineClient.handshake(base);
            EngineClient.post(base, sid, "40");
            EngineClient.poll(base, sid);
            try (SuitePeer peer = open(base)) {
                peer.say("0").hear();
                peer.hear();
                peer.say("51-[\"message\",{\"_placeholder\":true,\"num\":0}]").say(1);
                peer.hear();
                peer.hear();
            }
        }
        return base;
    }
}
