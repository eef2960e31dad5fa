package xyz.anipub.chat.realtime;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import xyz.anipub.socketio.Namespace;
import xyz.anipub.socketio.Socket;
import xyz.anipub.socketio.SocketServer;

/** The life of a chat connection: identified, bound to its events, and gone without a trace. */
@ApplicationScoped
public class ChatConnections {

    private final TokenMiddleware identification;
    private final ChatSockets sockets;
    private final RoomChannels channels;
    private final RoomEvents roomEvents;
    private final MessageEvents messageEvents;

    @Inject
    ChatConnections(
            TokenMiddleware identification,
            ChatSockets sockets,
            RoomChannels channels,
            RoomEvents roomEvents,
            MessageEvents messageEvents) {
        this.identification = identification;
        this.sockets = sockets;
        this.channels = channels;
        this.roomEvents = roomEvents;
        this.messageEvents = messageEvents;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected ChatConnections() {
        this(null, null, null, null, null);
    }

    /** Makes the server's main namespace the chat's. To be called once, before the first connection. */
    public void serve(SocketServer server) {
        Namespace main = server.of("/");
        main.use(identification);
        main.onConnection(this::connected);
    }

    private void connected(Socket socket) {
        ChatSocket caller = ChatSocket.of(socket);
        // The last thing that happens on the socket: whatever it had entered is exited after that.
        socket.onDisconnect((reason, detail) -> {
            sockets.remove(caller);
            caller.entered().forEach(room -> channels.exit(caller, room));
        });
        roomEvents.bind(socket);
        messageEvents.bind(socket);
        sockets.add(caller);
    }
}
