package xyz.anipub.chat.realtime;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.message.RoomSummaries;
import xyz.anipub.chat.message.RoomSummary;
import xyz.anipub.chat.presence.ActiveRooms;
import xyz.anipub.chat.room.Room;
import xyz.anipub.chat.room.RoomService;
import xyz.anipub.socketio.Socket;

/** {@code join_room}, {@code leave_room} and {@code get_active_users}. */
@ApplicationScoped
class RoomEvents {

    private static final int MAX_USERS = 200;

    private final RoomService rooms;
    private final RoomSummaries summaries;
    private final RoomChannels channels;
    private final ActiveRooms activeRooms;

    @Inject
    RoomEvents(RoomService rooms, RoomSummaries summaries, RoomChannels channels, ActiveRooms activeRooms) {
        this.rooms = rooms;
        this.summaries = summaries;
        this.channels = channels;
        this.activeRooms = activeRooms;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected RoomEvents() {
        this(null, null, null, null);
    }

    void bind(Socket socket) {
        ChatEvent join = this::join;
        join.bind(socket, EventNames.JOIN_ROOM);
        ChatEvent leave = this::leave;
        leave.bind(socket, EventNames.LEAVE_ROOM);
        ChatEvent activeUsers = this::activeUsers;
        activeUsers.bind(socket, EventNames.GET_ACTIVE_USERS);
    }

    /** {@code {roomId}}: membership, delivery and presence, in this order. */
    private CompletionStage<Map<String, Object>> join(ChatSocket caller, EventArguments arguments) {
        Room room = rooms.join(arguments.room(), caller.member());
        CompletionStage<Void> entered = channels.enter(caller, room.id());
        // Read after the socket is on the delivery list: what is newer than lastSeq reaches it live.
        RoomSummary summary = summaries.brief(room);
        return entered.thenApply(present -> {
            Map<String, Object> answer = new LinkedHashMap<>();
            answer.put("room", Payloads.room(summary));
            answer.put("users", Payloads.users(activeRooms.in(room.id(), MAX_USERS)));
            answer.put("userCount", activeRooms.userCount(room.id()));
            answer.put("lastSeq", summary.messageCount());
            return answer;
        });
    }

    /** {@code {roomId}}, or nothing: every room this socket is in. Membership stays. */
    private CompletionStage<Map<String, Object>> leave(ChatSocket caller, EventArguments arguments) {
        Set<RoomId> leaving = arguments.isEmpty() ? Set.copyOf(caller.entered()) : Set.of(arguments.room());
        CompletableFuture<?>[] left = leaving.stream()
                .map(room -> channels.exit(caller, room).toCompletableFuture())
                .toArray(CompletableFuture<?>[]::new);
        return CompletableFuture.allOf(left).thenApply(done -> Map.of());
    }

    /** A bare room id, or {@code {roomId}}. */
    private CompletionStage<Map<String, Object>> activeUsers(ChatSocket caller, EventArguments arguments) {
        RoomId room = arguments.room();
        rooms.requireMember(room, caller.userId());
        // Behind a join of the same socket that is still in the lane: the guide's page asks without waiting for it.
        return channels.settled(room).thenApply(done -> {
            List<Map<String, Object>> users = Payloads.users(activeRooms.in(room, MAX_USERS));
            caller.socket().emit(EventNames.ACTIVE_USERS, users);
            return Map.of("users", users);
        });
    }
}
