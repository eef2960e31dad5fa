package xyz.anipub.chat.realtime.room;

import jakarta.inject.Inject;
import java.util.Collection;
import xyz.anipub.bean.SingletonBean;
import xyz.anipub.chat.MessageId;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.realtime.wire.EventNames;
import xyz.anipub.chat.realtime.wire.Payloads;
import xyz.anipub.chat.retention.HistoryAnnouncer;
import xyz.anipub.socketio.Namespace;
import xyz.anipub.socketio.server.SocketServer;

/** Tells every socket on a room's delivery list, on all nodes, where its history begins; who is away learns it on entering. */
@SingletonBean
public class SocketHistoryAnnouncer implements HistoryAnnouncer {

    private final Namespace namespace;
    private final Retractions retractions;

    @Inject
    public SocketHistoryAnnouncer(SocketServer server, Retractions retractions) {
        this.namespace = server.of("/");
        this.retractions = retractions;
    }

    @Override
    public void gone(Collection<MessageId> messages) {
        retractions.retract(messages);
    }

    @Override
    public void historyBegins(RoomId room, long seq) {
        namespace.to(room.value()).emit(EventNames.HISTORY_BEGINS, Payloads.historyBegins(room, seq));
    }
}
