package xyz.anipub.chat.realtime.event;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.member.Member;
import xyz.anipub.engineio.CloseReason;
import xyz.anipub.engineio.Engine;
import xyz.anipub.engineio.RecordingTransport;
import xyz.anipub.engineio.Session;
import xyz.anipub.engineio.config.HandshakeRequest;
import xyz.anipub.engineio.packet.Packet;

/** A client of the chat: emits events and keeps what it hears. */
public final class ChatPeer {

    private final RecordingTransport transport = new RecordingTransport();
    private final Session session;
    private int taken;

    public ChatPeer(Engine engine) {
        session = engine.open(
                new HandshakeRequest(Map.of(), Map.of(), "127.0.0.1", false, "/", Instant.EPOCH), transport);
    }

    public ChatPeer(Engine engine, Member user, String token) {
        this(engine);
        say("0{\"id\":\"%s\",\"name\":\"%s\",\"token\":\"%s\"}".formatted(user.id(), user.name(), token));
        take();
    }

    /** Asks to come back as the socket of that secret id. */
    public ChatPeer comeBack(Member user, String token, String pid) {
        return say("0{\"id\":\"%s\",\"name\":\"%s\",\"token\":\"%s\",\"pid\":\"%s\"}"
                .formatted(user.id(), user.name(), token, pid));
    }

    /** All that came so far. */
    public List<String> all() {
        return transport.messages();
    }

    /** Emits {@code ["event", argument]} with ack id 1; {@code argument} is JSON. */
    public ChatPeer ask(String event, String argument) {
        return say("21[\"%s\",%s]".formatted(event, argument));
    }

    /** The same without an ack. */
    public ChatPeer tell(String event, String argument) {
        return say("2[\"%s\",%s]".formatted(event, argument));
    }

    public ChatPeer join(RoomId room) {
        return ask("join_room", "{\"roomId\":\"" + room + "\"}");
    }

    public ChatPeer say(String packet) {
        session.receive(new Packet.Text(packet));
        return this;
    }

    /** What came since the last call. */
    public List<String> take() {
        List<String> all = transport.messages();
        List<String> fresh = all.subList(taken, all.size());
        taken = all.size();
        return fresh;
    }

    public void drop() {
        session.closeNow(CloseReason.TRANSPORT_CLOSE, "dropped by the test");
    }

    public boolean isClosed() {
        return !session.isOpen();
    }
}
