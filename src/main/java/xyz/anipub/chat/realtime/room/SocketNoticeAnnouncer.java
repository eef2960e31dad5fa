package xyz.anipub.chat.realtime.room;

import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.stream.Collectors;
import xyz.anipub.bean.SingletonBean;
import xyz.anipub.chat.MessageId;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.UserId;
import xyz.anipub.chat.message.Message;
import xyz.anipub.chat.message.MessageRepository;
import xyz.anipub.chat.notice.Addressed;
import xyz.anipub.chat.notice.Notice.Kind;
import xyz.anipub.chat.notice.NoticeAnnouncer;
import xyz.anipub.chat.realtime.node.NodeEvent;
import xyz.anipub.chat.realtime.socket.ChatSocket;
import xyz.anipub.chat.realtime.socket.ChatSockets;
import xyz.anipub.chat.realtime.wire.EventNames;
import xyz.anipub.chat.realtime.wire.Payloads;
import xyz.anipub.chat.room.RoomService;
import xyz.anipub.socketio.Namespace;
import xyz.anipub.socketio.server.SocketServer;

/**
 * Tells the sockets of people that a message is about them, on all nodes: each node tells its own, and other nodes learn of whom and
 * which message, never what it says.
 *
 * <p>Whoever is put out hears nothing afterwards: the person's sockets are put on a delivery list first, then the store is asked whether the
 * person is a member and what the message says, then the list is told; the end of a membership takes them off that list, those
 * that have lost their connection as well, so that nothing is kept for them either.
 *
 * <p>Thread-safe. Only {@link #flush} waits for the store; up to {@value #MAX_WAITING} messages wait for it, what is more is not told.
 */
@SingletonBean
public class SocketNoticeAnnouncer implements NoticeAnnouncer {

    private static final int MAX_WAITING = 10_000;

    private static final String NOTICES = "notices";
    private static final String ROOM = "room";
    private static final String MESSAGE = "message";
    private static final String SENDER = "sender";
    private static final String PEOPLE = "people";

    private final Namespace namespace;
    private final ChatSockets sockets;
    private final RoomService rooms;
    private final MessageRepository messages;
    private final NodeEvent event;
    private final ArrayBlockingQueue<Addressed> waiting = new ArrayBlockingQueue<>(MAX_WAITING);

    @Inject
    public SocketNoticeAnnouncer(
            SocketServer server, ChatSockets sockets, RoomService rooms, MessageRepository messages) {
        this.namespace = server.of("/");
        this.sockets = sockets;
        this.rooms = rooms;
        this.messages = messages;
        this.event = new NodeEvent(server, "anipub:noticed");
    }

    /** Passes on what other nodes tell. To be called once, before the first socket. */
    public void watch() {
        event.on(news -> addressed(news).forEach(waiting::offer));
    }

    @Override
    public void noticed(List<Addressed> some) {
        some.forEach(waiting::offer);
        if (event.isShared() && !some.isEmpty()) {
            JsonArrayBuilder all = Json.createArrayBuilder();
            some.forEach(each -> all.add(json(each)));
            event.send(Json.createObjectBuilder().add(NOTICES, all).build());
        }
    }

    /**
     * Tells the sockets of this node. Called by a timer; calls must not overlap.
     *
     * @throws xyz.anipub.chat.UnavailableException if the store is away: then somebody is not told
     */
    public void flush() {
        for (Addressed next = waiting.poll(); next != null; next = waiting.poll()) {
            Set<UserId> here = next.people().keySet().stream()
                    .filter(user -> !sockets.of(user).isEmpty())
                    .collect(Collectors.toSet());
            if (!here.isEmpty()) {
                tell(next.room(), next.message(), here);
            }
        }
    }

    private void tell(RoomId room, MessageId id, Set<UserId> here) {
        here.forEach(user -> namespace.local().in(ChatSocket.listOf(user)).socketsJoin(ChatSocket.noticesOf(user)));
        Set<UserId> members = rooms.membersAmong(room, here);
        if (members.isEmpty()) {
            return;
        }
        messages.find(id)
                .filter(message -> message.room().equals(room))
                .ifPresent(message -> members.forEach(user -> tell(user, message)));
    }

    private void tell(UserId user, Message message) {
        Addressed.by(message).kindFor(user).ifPresent(kind -> Message.from(
                        rooms.firstOf(message.room(), user), List.of(message))
                .forEach(shown -> namespace
                        .local()
                        .to(ChatSocket.noticesOf(user))
                        .emit(EventNames.MENTIONED, Payloads.mentioned(shown, kind))));
    }

    private static JsonObjectBuilder json(Addressed addressed) {
        JsonObjectBuilder people = Json.createObjectBuilder();
        addressed.people().forEach((user, kind) -> people.add(user.value(), kind.text()));
        return Json.createObjectBuilder()
                .add(ROOM, addressed.room().value())
                .add(MESSAGE, addressed.message().value())
                .add(SENDER, addressed.sender().value())
                .add(PEOPLE, people);
    }

    private static List<Addressed> addressed(JsonObject news) {
        return news.getJsonArray(NOTICES).getValuesAs(JsonObject.class).stream()
                .map(SocketNoticeAnnouncer::one)
                .toList();
    }

    private static Addressed one(JsonObject json) {
        Map<UserId, Kind> people = new HashMap<>();
        json.getJsonObject(PEOPLE)
                .forEach((user, kind) -> people.put(new UserId(user), Kind.of(((JsonString) kind).getString())));
        return new Addressed(
                new RoomId(json.getString(ROOM)),
                new MessageId(json.getString(MESSAGE)),
                new UserId(json.getString(SENDER)),
                people);
    }
}
