package xyz.anipub.chat.realtime;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.function.BiPredicate;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.UserId;
import xyz.anipub.chat.message.Message;
import xyz.anipub.chat.message.MessageAnnouncer;
import xyz.anipub.chat.presence.ActiveRooms;
import xyz.anipub.socketio.Namespace;
import xyz.anipub.socketio.SocketServer;

/** Announces a message to every socket on its room's delivery list, the sender's own included. */
@ApplicationScoped
class SocketMessageAnnouncer implements MessageAnnouncer {

    private final Namespace namespace;
    private final BiPredicate<RoomId, UserId> presence;

    @Inject
    SocketMessageAnnouncer(SocketServer server, ActiveRooms activeRooms) {
        this.namespace = server.of("/");
        this.presence = activeRooms.presence();
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected SocketMessageAnnouncer() {
        this.namespace = null;
        this.presence = null;
    }

    @Override
    public void announce(RoomId room, List<Message> messages) {
        namespace
                .to(room.value())
                .emitEach(
                        EventNames.RECEIVE_MESSAGE,
                        messages.stream().map(Payloads::receivedMessage).toList());
    }

    @Override
    public void announceChange(Message message) {
        namespace.to(message.room().value()).emit(EventNames.MESSAGE_CHANGED, Payloads.changedMessage(message));
    }

    @Override
    public void together(Runnable answering) {
        namespace.together(answering);
    }

    @Override
    public boolean isListening(RoomId room, UserId user) {
        return presence.test(room, user);
    }
}
