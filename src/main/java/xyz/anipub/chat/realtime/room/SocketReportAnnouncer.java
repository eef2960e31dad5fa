package xyz.anipub.chat.realtime.room;

import jakarta.inject.Inject;
import java.util.Collection;
import java.util.stream.Stream;
import xyz.anipub.bean.SingletonBean;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.UserId;
import xyz.anipub.chat.realtime.socket.ChatSocket;
import xyz.anipub.chat.realtime.wire.EventNames;
import xyz.anipub.chat.realtime.wire.Payloads;
import xyz.anipub.chat.report.ReportAnnouncer;
import xyz.anipub.socketio.Namespace;
import xyz.anipub.socketio.server.SocketServer;

/** {@code reports_changed}, to the sockets of a room's moderators and of the admins on all nodes. */
@SingletonBean
class SocketReportAnnouncer implements ReportAnnouncer {

    private final Namespace namespace;

    @Inject
    SocketReportAnnouncer(SocketServer server) {
        this.namespace = server.of("/");
    }

    @Override
    public void reportsChanged(RoomId room, Collection<UserId> moderators, long open) {
        // What two say to each other has no moderators, and a room that was left by all has none.
        String[] lists = Stream.concat(
                        Stream.of(ChatSocket.ADMINS), moderators.stream().map(ChatSocket::listOf))
                .toArray(String[]::new);
        namespace.to(lists).emit(EventNames.REPORTS_CHANGED, Payloads.reports(room, open));
    }
}
