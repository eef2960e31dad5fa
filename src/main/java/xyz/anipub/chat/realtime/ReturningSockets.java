package xyz.anipub.chat.realtime;

import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import xyz.anipub.auth.token.Tokens;
import xyz.anipub.bean.SingletonBean;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.TooFastException;
import xyz.anipub.chat.UnavailableException;
import xyz.anipub.chat.UserPace;
import xyz.anipub.chat.realtime.order.MessageSequencer;
import xyz.anipub.chat.realtime.room.RoomChannels;
import xyz.anipub.chat.realtime.socket.ChatSocket;
import xyz.anipub.chat.realtime.wire.ErrorReply;
import xyz.anipub.chat.realtime.wire.EventNames;
import xyz.anipub.chat.room.RoomService;
import xyz.anipub.socketio.Namespace;
import xyz.anipub.socketio.Socket;
import xyz.anipub.socketio.SocketServer;

/**
 * Sockets that come back after a lost connection: whether they may, and into which rooms. Their token has been checked
 * by then, as everybody's.
 *
 * <p>A right that ends while a socket is away is taken from its session by whatever ends it; what is asked here is
 * whether one has ended elsewhere. Who comes from another node, which may not have heard of a logout, and may have delivered what no
 * node has told, comes in anew if this node does not know better. Called on the socket's serial thread, where it waits for the database.
 */
@SingletonBean
public class ReturningSockets {

    private static final String USER_ID = "userId";

    /** Each costs questions to the store, one after the other: who is in more comes in anew, and enters them. */
    private static final int MAX_ROOMS = 100;

    private final Namespace namespace;
    private final RoomService rooms;
    private final RoomChannels channels;
    private final UserPace pace;
    private final MessageSequencer sequencer;
    private final Tokens tokens;

    @Inject
    public ReturningSockets(
            SocketServer server,
            RoomService rooms,
            RoomChannels channels,
            UserPace pace,
            MessageSequencer sequencer,
            Tokens tokens) {
        this.namespace = server.of("/");
        this.rooms = rooms;
        this.channels = channels;
        this.pace = pace;
        this.sequencer = sequencer;
        this.tokens = tokens;
    }

    /** Has every client checked that wants to come back. To be called once, before the first. */
    public void watch() {
        namespace.onRecovery(this::mayReturn);
    }

    /** Remembers with the socket whose it is. */
    void remember(ChatSocket caller) {
        caller.socket().data().put(USER_ID, caller.userId().value());
    }

    /**
     * Whether the session is the caller's own. Rooms that its user is no member of any more are taken from it, before
     * anything of them is sent. Each room counts as entered: whoever returns too fast comes in anew.
     */
    private boolean mayReturn(Socket socket, Set<String> lists, JsonObject data) {
        ChatSocket caller = ChatSocket.of(socket);
        if (!data.getString(USER_ID, "").equals(caller.userId().value())) {
            return false;
        }
        List<RoomId> entered = rooms(lists);
        if (entered.size() > MAX_ROOMS) {
            return false;
        }
        try {
            entered.forEach(room -> pace.enter(caller.userId()));
            Set<RoomId> still = entered.isEmpty() ? Set.of() : rooms.joinedAmong(entered, caller.userId());
            entered.stream()
                    .filter(room -> !still.contains(room))
                    .forEach(ended -> namespace.local().in(socket.id()).socketsLeave(ended.value()));
            if (socket.hasMoved()) {
                return ChatSocket.tokensOf(lists).noneMatch(tokens::isKnownRevoked)
                        && still.stream().allMatch(sequencer::vouchesFor);
            }
        } catch (TooFastException | UnavailableException notNow) {
            return false;
        }
        return true;
    }

    /** The socket is back on its delivery lists: shows it in these rooms again, or tells it of those where it is not. */
    void returned(ChatSocket caller) {
        for (RoomId room : rooms(caller.socket().rooms())) {
            try {
                channels.enter(caller, room, () -> room, entered -> {}).whenComplete((done, failure) -> {
                    if (failure != null) {
                        ErrorReply.emit(caller.socket(), EventNames.ENTER_ROOM, failure);
                    }
                });
            } catch (RuntimeException refused) {
                ErrorReply.emit(caller.socket(), EventNames.ENTER_ROOM, refused);
            }
        }
    }

    private static List<RoomId> rooms(Set<String> lists) {
        return lists.stream().map(RoomId::parse).flatMap(Optional::stream).toList();
    }
}
