package xyz.anipub.chat.realtime.room;

import jakarta.inject.Inject;
import xyz.anipub.bean.SingletonBean;
import xyz.anipub.chat.UserId;
import xyz.anipub.chat.invite.InvitationAnnouncer;
import xyz.anipub.chat.member.Member;
import xyz.anipub.chat.realtime.socket.ChatSocket;
import xyz.anipub.chat.realtime.wire.EventNames;
import xyz.anipub.chat.realtime.wire.Payloads;
import xyz.anipub.chat.room.Room;
import xyz.anipub.socketio.Namespace;
import xyz.anipub.socketio.server.SocketServer;

/** Tells a person's sockets, on all nodes, that somebody asks that person into a room; who is away finds it by asking. */
@SingletonBean
public class SocketInvitationAnnouncer implements InvitationAnnouncer {

    private final Namespace namespace;

    @Inject
    public SocketInvitationAnnouncer(SocketServer server) {
        this.namespace = server.of("/");
    }

    @Override
    public void invited(UserId user, Room room, Member by) {
        namespace.to(ChatSocket.listOf(user)).emit(EventNames.INVITED, Payloads.invited(room, by));
    }
}
