package xyz.anipub.chat.posting;

import jakarta.annotation.Priority;
import jakarta.decorator.Decorator;
import jakarta.decorator.Delegate;
import jakarta.enterprise.inject.Any;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptor;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.message.Message;
import xyz.anipub.chat.message.MessageAnnouncer;

/** Notes every announcement on its way to the sockets. */
@Decorator
@Priority(Interceptor.Priority.APPLICATION)
public abstract class RecordingAnnouncements implements MessageAnnouncer {

    private static final Queue<Message> ANNOUNCED = new ConcurrentLinkedQueue<>();

    @Inject
    @Delegate
    @Any
    private MessageAnnouncer sockets;

    @Override
    public void announce(RoomId room, List<Message> messages) {
        ANNOUNCED.addAll(messages);
        sockets.announce(room, messages);
    }

    /** What was announced in a room, in order. */
    static List<Message> in(RoomId room) {
        return ANNOUNCED.stream().filter(message -> message.room().equals(room)).toList();
    }
}
