package xyz.anipub.chat.realtime;

import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.message.ReadService;
import xyz.anipub.chat.message.RoomSummaries;
import xyz.anipub.chat.message.RoomSummary;
import xyz.anipub.chat.presence.ActiveRooms;
import xyz.anipub.chat.room.ReadState;
import xyz.anipub.chat.room.Room;
import xyz.anipub.chat.room.RoomService;
import xyz.anipub.socketio.cdi.OnEvent;
import xyz.anipub.socketio.cdi.SocketNamespace;

/** {@code join_room}, {@code leave_room} and {@code get_active_users}. */
@SocketNamespace
class RoomEvents {

    private static final int MAX_USERS = 200;

    private final RoomService rooms;
    private final RoomSummaries summaries;
    private final RoomChannels channels;
    private final ActiveRooms activeRooms;
    private final ReadService reads;

    @Inject
    RoomEvents(
            RoomService rooms,
            RoomSummaries summaries,
            RoomChannels channels,
            ActiveRooms activeRooms,
            ReadService reads) {
        this.reads = reads;
        this.rooms = rooms;
        this.summaries = summaries;
        this.channels = channels;
        this.activeRooms = activeRooms;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected RoomEvents() {
        this(null, null, null, null, null);
    }

    /** {@code {roomId}}: membership, delivery and presence, in this order. */
    @OnEvent(EventNames.JOIN_ROOM)
    CompletionStage<Map<String, Object>> join(ChatSocket caller, EventArguments arguments) {
        Room room = rooms.join(arguments.room(), caller.member());
        CompletionStage<Void> entered = channels.enter(caller, room.id());
        // Read after the socket is on the delivery list: what is newer than lastSeq and lastChange reaches it live.
        RoomSummary summary = summaries.brief(room);
        ReadState read = reads.of(caller.userId(), summary);
        return entered.thenApply(present -> {
            Map<String, Object> answer = Payloads.ok();
            answer.put("room", Payloads.room(summary, read));
            answer.put("users", Payloads.users(activeRooms.in(room.id(), MAX_USERS)));
            answer.put("userCount", activeRooms.userCount(room.id()));
            answer.put("lastSeq", summary.messageCount());
            answer.put("lastChange", summary.lastChange().orElse(0));
            return answer;
        });
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
    CompletionStage<Map<String, Object>> activeUsers(ChatSocket caller, EventArguments arguments) {
        RoomId room = arguments.room();
        rooms.requireMember(room, caller.userId());
        // Behind a join of the same socket that is still in the lane: the guide's page asks without waiting for it.
        return channels.settled(room).thenApply(done -> {
            List<Map<String, Object>> users = Payloads.users(activeRooms.in(room, MAX_USERS));
            caller.socket().emit(EventNames.ACTIVE_USERS, users);
            Map<String, Object> answer = Payloads.ok();
            answer.put("users", users);
            return answer;
        });
    }
}
