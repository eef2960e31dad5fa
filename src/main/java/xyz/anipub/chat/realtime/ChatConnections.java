package xyz.anipub.chat.realtime;

import jakarta.inject.Inject;
import xyz.anipub.chat.realtime.room.RoomChannels;
import xyz.anipub.chat.realtime.socket.ChatSocket;
import xyz.anipub.chat.realtime.socket.ChatSockets;
import xyz.anipub.socketio.cdi.OnConnect;
import xyz.anipub.socketio.cdi.OnDisconnect;
import xyz.anipub.socketio.cdi.SocketNamespace;

/** The life of a chat connection: there once it is identified, and gone without a trace. */
@SocketNamespace
public class ChatConnections {

    private final ChatSockets sockets;
    private final RoomChannels channels;
    private final ReturningSockets returning;

    @Inject
    public ChatConnections(ChatSockets sockets, RoomChannels channels, ReturningSockets returning) {
        this.sockets = sockets;
        this.channels = channels;
        this.returning = returning;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected ChatConnections() {
        this(null, null, null);
    }

    /** A socket that could not be entered in all lists would outlive its token: it is disconnected. */
    @OnConnect
    void connected(ChatSocket caller) {
        try {
            caller.enlist();
            returning.remember(caller);
            sockets.add(caller);
            if (caller.socket().recovered()) {
                returning.returned(caller);
            }
        } catch (RuntimeException | Error failure) {
            caller.socket().disconnect(true);
            throw failure;
        }
    }

    /** The last thing that happens on the socket: whatever it had entered is exited after that. */
    @OnDisconnect
    void disconnected(ChatSocket caller) {
        sockets.remove(caller);
        caller.entered().forEach(room -> channels.exit(caller, room));
    }
}
