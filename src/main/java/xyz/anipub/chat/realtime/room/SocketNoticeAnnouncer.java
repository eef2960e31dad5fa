package xyz.anipub.chat.realtime.room;

import jakarta.inject.Inject;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.function.Function;
import java.util.stream.Collectors;
import xyz.anipub.bean.SingletonBean;
import xyz.anipub.chat.MessageId;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.RoomNotFoundException;
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
import xyz.anipub.json.Json;
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

    /** Messages that are asked for together. */
    private static final int AT_ONCE = 200;

    /** So often in one run, which is not the only thing that its thread has to do. */
    private static final int RUNS = 10;

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

    /** What the present run tells, or the last one could not. For one thread at a time. */
    private final List<Addressed> asked = new ArrayList<>();

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
     * @throws xyz.anipub.chat.UnavailableException if the store is away; the next call tells it
     */
    public void flush() {
        for (int run = 0; run < RUNS && (!asked.isEmpty() || waiting.drainTo(asked, AT_ONCE) > 0); run++) {
            // Nobody is told before all questions are answered: what has failed is not told twice.
            tell(asked.stream()
                    .distinct()
                    .map(this::here)
                    .filter(each -> !each.people().isEmpty())
                    .toList());
            asked.clear();
        }
    }

    private Addressed here(Addressed addressed) {
        return addressed.only(addressed.people().keySet().stream()
                .filter(user -> !sockets.of(user).isEmpty())
                .collect(Collectors.toSet()));
    }

    /** One question for each room, one for all messages, and one for each whose history may be cut. */
    private void tell(List<Addressed> here) {
        here.stream()
                .flatMap(each -> each.people().keySet().stream())
                .distinct()
                .forEach(user -> namespace
                        .local()
                        .in(ChatSocket.listOf(user))
                        .socketsJoin(ChatSocket.noticesOf(user), ChatSocket.NOTICED));
        List<Addressed> toMembers = Addressed.toMembers(here, rooms::membersAmong);
        List<MessageId> wanted = toMembers.stream()
                .filter(each -> !each.people().isEmpty())
                .map(Addressed::message)
                .distinct()
                .toList();
        if (wanted.isEmpty()) {
            return;
        }
        Map<MessageId, Message> found =
                messages.findAll(wanted).stream().collect(Collectors.toMap(Message::id, Function.identity()));
        List<Runnable> tellings = new ArrayList<>();
        Map<RoomId, Map<UserId, Long>> firsts = new HashMap<>();
        toMembers.forEach(each -> {
            Message message = found.get(each.message());
            if (message != null && message.room().equals(each.room())) {
                each.people().keySet().forEach(user -> tellings.add(telling(user, message, firsts)));
            }
        });
        tellings.forEach(Runnable::run);
    }

    /** @param firsts what was asked for already */
    private Runnable telling(UserId user, Message message, Map<RoomId, Map<UserId, Long>> firsts) {
        long first = firsts.computeIfAbsent(message.room(), room -> new HashMap<>())
                .computeIfAbsent(user, any -> firstOf(message.room(), user));
        return () -> Addressed.by(message).kindFor(user).ifPresent(kind -> Message.from(first, List.of(message))
                .forEach(shown -> namespace
                        .local()
                        .to(ChatSocket.noticesOf(user))
                        .emit(EventNames.MENTIONED, Payloads.mentioned(shown, kind))));
    }

    private long firstOf(RoomId room, UserId user) {
        try {
            return rooms.firstOf(room, user);
        } catch (RoomNotFoundException gone) {
            return Long.MAX_VALUE;
        }
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
