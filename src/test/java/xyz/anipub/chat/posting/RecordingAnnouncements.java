package xyz.anipub.chat.posting;

import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import xyz.anipub.bean.SingletonBean;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.UserId;
import xyz.anipub.chat.message.Message;
import xyz.anipub.chat.message.MessageAnnouncer;
import xyz.anipub.chat.realtime.room.SocketMessageAnnouncer;

/** Notes every announcement on its way to the sockets. No decorator: those need a constructor for their sake. */
@Alternative
@Priority(1)
@SingletonBean
public class RecordingAnnouncements implements MessageAnnouncer {

    private static final Queue<Message> ANNOUNCED = new ConcurrentLinkedQueue<>();

    private final SocketMessageAnnouncer sockets;

    @Inject
    RecordingAnnouncements(SocketMessageAnnouncer sockets) {
        this.sockets = sockets;
    }

    @Override
    public void announce(RoomId room, List<Message> messages) {
        ANNOUNCED.addAll(messages);
        sockets.announce(room, messages);
    }

    @Override
    public void unannounced(RoomId room, Message message) {
        sockets.unannounced(room, message);
    }

    @Override
    public void announceChange(Message message) {
        sockets.announceChange(message);
    }

    @Override
    public void together(Runnable answering) {
        sockets.together(answering);
    }

    @Override
    public boolean isListening(RoomId room, UserId user) {
        return sockets.isListening(room, user);
    }

    /** What was announced in a room, in order. */
    static List<Message> in(RoomId room) {
        return ANNOUNCED.stream().filter(message -> message.room().equals(room)).toList();
    }
}
