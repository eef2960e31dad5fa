package xyz.anipub.chat.realtime.event;

import jakarta.inject.Inject;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.UserPace;
import xyz.anipub.chat.history.RoomSummary;
import xyz.anipub.chat.json.RoomJson;
import xyz.anipub.chat.power.Power;
import xyz.anipub.chat.power.Standing;
import xyz.anipub.chat.presence.ActiveRooms;
import xyz.anipub.chat.reading.ReadService;
import xyz.anipub.chat.realtime.room.RoomChannels;
import xyz.anipub.chat.realtime.socket.ChatSocket;
import xyz.anipub.chat.realtime.wire.ErrorReply;
import xyz.anipub.chat.realtime.wire.EventNames;
import xyz.anipub.chat.realtime.wire.Payloads;
import xyz.anipub.chat.room.Room;
import xyz.anipub.chat.room.RoomService;
import xyz.anipub.chat.roomlist.RoomPosition;
import xyz.anipub.chat.roomlist.RoomSummaries;
import xyz.anipub.socketio.cdi.OnEvent;
import xyz.anipub.socketio.cdi.SocketNamespace;
import xyz.anipub.socketio.event.Ack;

/** {@code join_room}, {@code enter_room}, {@code leave_room} and {@code get_active_users}. */
@SocketNamespace
class RoomEvents {

    private static final int MAX_USERS = 200;

    private final RoomService rooms;
    private final RoomSummaries summaries;
    private final RoomChannels channels;
    private final ActiveRooms activeRooms;
    private final ReadService reads;
    private final Power power;
    private final UserPace pace;

    @Inject
    RoomEvents(
            RoomService rooms,
            RoomSummaries summaries,
            RoomChannels channels,
            ActiveRooms activeRooms,
            ReadService reads,
            Power power,
            UserPace pace) {
        this.power = power;
        this.reads = reads;
        this.pace = pace;
        this.rooms = rooms;
        this.summaries = summaries;
        this.channels = channels;
        this.activeRooms = activeRooms;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected RoomEvents() {
        this(null, null, null, null, null, null, null);
    }

    /** {@code {roomId}}: membership, delivery and presence, in this order. */
    @OnEvent(EventNames.JOIN_ROOM)
    void join(ChatSocket caller, EventArguments arguments, Ack ack) {
        Room room =
                rooms.join(arguments.room(), caller.member(), caller.socket().id());
        enter(caller, room.id(), EventNames.JOIN_ROOM, ack, () -> {
            RoomSummary summary = summaries.brief(room);
            Map<String, Object> answer = Payloads.ok();
            answer.put("room", RoomJson.of(summary, reads.of(caller.userId(), summary), standing(caller, room.id())));
            answer.put("lastSeq", summary.messageCount());
            answer.put("lastChange", summary.lastChange().orElse(0));
            answer.put("firstSeq", summary.room().firstSeq());
            return answer;
        });
    }

    /** {@code {roomId}}: delivery and presence, for members. */
    @OnEvent(EventNames.ENTER_ROOM)
    void enter(ChatSocket caller, EventArguments arguments, Ack ack) {
        RoomId room = arguments.room();
        pace.enter(caller.userId());
        enter(caller, room, EventNames.ENTER_ROOM, ack, () -> {
            RoomPosition position = summaries.position(rooms.readable(room, caller.userId()));
            Map<String, Object> answer = Payloads.ok();
            answer.put("lastSeq", position.lastSeq());
            answer.put("lastChange", position.lastChange());
            answer.put("firstSeq", position.firstSeq());
            standing(caller, room).ifPresent(member -> Payloads.putStanding(answer, member));
            return answer;
        });
    }

    private Optional<Standing> standing(ChatSocket caller, RoomId room) {
        return power.known(room).map(known -> known.standing(caller.userId(), power.now()));
    }

    /** Answers in the lane, so that whoever comes or goes later is told later. */
    private void enter(ChatSocket caller, RoomId room, String event, Ack ack, Supplier<Map<String, Object>> known) {
        channels.enter(caller, room, known, answer -> ack.send(withUsers(answer, room)))
                .whenComplete((done, failure) -> {
                    if (failure != null) {
                        ErrorReply.send(caller.socket(), event, ack, failure);
                    }
                });
    }

    private Map<String, Object> withUsers(Map<String, Object> answer, RoomId room) {
        answer.put("users", Payloads.users(activeRooms.in(room, MAX_USERS)));
        answer.put("userCount", activeRooms.userCount(room));
        return answer;
    }

    /** {@code {roomId}}, or nothing: every room this socket is in. Membership stays. */
    @OnEvent(EventNames.LEAVE_ROOM)
    CompletionStage<Map<String, Object>> leave(ChatSocket caller, EventArguments arguments) {
        Set<RoomId> leaving = arguments.isEmpty() ? Set.copyOf(caller.entered()) : Set.of(arguments.room());
        CompletableFuture<?>[] left = leaving.stream()
                .map(room -> channels.exit(caller, room).toCompletableFuture())
                .toArray(CompletableFuture<?>[]::new);
        return CompletableFuture.allOf(left).thenApply(done -> Payloads.ok());
    }

    /** A bare room id, or {@code {roomId}}. */
    @OnEvent(EventNames.GET_ACTIVE_USERS)
    void activeUsers(ChatSocket caller, EventArguments arguments, Ack ack) {
        RoomId room = arguments.room();
        rooms.requireMember(room, caller.userId());
        // Behind a join of the same socket that is still in the lane: the guide's page asks without waiting for it.
        channels.inOrder(room, () -> {
                    Map<String, Object> answer = withUsers(Payloads.ok(), room);
                    caller.socket().emit(EventNames.ACTIVE_USERS, answer.get("users"));
                    ack.send(answer);
                })
                .whenComplete((done, failure) -> {
                    if (failure != null) {
                        ErrorReply.send(caller.socket(), EventNames.GET_ACTIVE_USERS, ack, failure);
                    }
                });
    }
}
