package xyz.anipub.chat.realtime;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import xyz.anipub.auth.Principal;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.UserId;
import xyz.anipub.chat.presence.Presence;
import xyz.anipub.chat.room.Member;
import xyz.anipub.socketio.Socket;

/**
 * A socket and whose it is; attached to the socket by {@link TokenMiddleware}.
 *
 * @param entered the rooms it has entered; changed by the socket's own thread and by whoever ends a right
 */
record ChatSocket(Socket socket, Principal principal, Set<RoomId> entered) {

    ChatSocket(Socket socket, Principal principal) {
        this(socket, principal, ConcurrentHashMap.newKeySet());
    }

    /** The chat's view of a socket that has passed the middleware. */
    static ChatSocket of(Socket socket) {
        return socket.attachment(ChatSocket.class).orElseThrow();
    }

    UserId userId() {
        return new UserId(principal.userId());
    }

    Member member() {
        return new Member(userId(), principal.name(), principal.image());
    }

    Presence presence() {
        return new Presence(userId(), principal.name(), socket.publicId());
    }

    /** One per socket: what it has entered changes while it is in sets. */
    @Override
    public boolean equals(Object other) {
        return other instanceof ChatSocket that && socket == that.socket;
    }

    @Override
    public int hashCode() {
        return socket.hashCode();
    }
}
