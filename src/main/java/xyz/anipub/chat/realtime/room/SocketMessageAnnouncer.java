package xyz.anipub.chat.realtime.room;

import jakarta.inject.Inject;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.BiPredicate;
import xyz.anipub.bean.SingletonBean;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.UserId;
import xyz.anipub.chat.message.Message;
import xyz.anipub.chat.message.MessageAnnouncer;
import xyz.anipub.chat.presence.ActiveRooms;
import xyz.anipub.chat.realtime.order.AnnouncedFeed;
import xyz.anipub.chat.realtime.order.MessageSequencer;
import xyz.anipub.socketio.Namespace;
import xyz.anipub.socketio.server.SocketServer;

/**
 * Announces a message to every socket on its room's delivery list, the sender's own included, on all nodes; {@link
 * MessageSequencer} sees to the order.
 */
@SingletonBean
public class SocketMessageAnnouncer implements MessageAnnouncer {

    private final Namespace namespace;
    private final BiPredicate<RoomId, UserId> presence;
    private final MessageSequencer sequencer;
    private final AnnouncedFeed feed;
    private final MissedNotices missed;
    private final Retractions retractions;
    private final ChangeReaders readers;

    @Inject
    public SocketMessageAnnouncer(
            SocketServer server,
            ActiveRooms activeRooms,
            MessageSequencer sequencer,
            AnnouncedFeed feed,
            MissedNotices missed,
            Retractions retractions,
            ChangeReaders readers) {
        this.namespace = server.of("/");
        this.presence = activeRooms.presence();
        this.sequencer = sequencer;
        this.feed = feed;
        this.missed = missed;
        this.retractions = retractions;
        this.readers = readers;
    }

    @Override
    public void announce(RoomId room, List<Message> messages) {
        sequencer.announce(room, messages);
        feed.announced(room, messages.get(messages.size() - 1).seq());
    }

    @Override
    public void unannounced(RoomId room, Message message) {
        sequencer.unannounced(room, message);
    }

    @Override
    public void announceChange(Message message) {
        sequencer.changed(message.room(), message.seq());
        readers.tell(namespace.to(message.room().value()), message);
        missed.changed(message.room(), message.id());
        if (message.state().deleted()) {
            retractions.retract(List.of(message.id()));
        }
    }

    @Override
    public void together(Runnable answering) {
        namespace.together(answering);
    }

    @Override
    public CompletionStage<Void> departure(Runnable announcing) {
        return namespace.departure(announcing);
    }

    @Override
    public boolean isListening(RoomId room, UserId user) {
        return presence.test(room, user);
    }
}
