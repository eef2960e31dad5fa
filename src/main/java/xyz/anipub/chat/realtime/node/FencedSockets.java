package xyz.anipub.chat.realtime.node;

import jakarta.inject.Inject;
import java.util.Collection;
import xyz.anipub.bean.SingletonBean;
import xyz.anipub.chat.node.FencedDelivery;
import xyz.anipub.socketio.Namespace;
import xyz.anipub.socketio.Socket;
import xyz.anipub.socketio.SocketServer;

/**
 * All sockets of the chat on this node. Of those that are away and come back, rights are asked for {@linkplain
 * ReturningSockets anew}.
 */
@SingletonBean
class FencedSockets implements FencedDelivery {

    private final Namespace namespace;

    @Inject
    FencedSockets(SocketServer server) {
        this.namespace = server.of("/");
    }

    @Override
    public int close() {
        Collection<Socket> all = namespace.sockets();
        all.forEach(socket -> socket.cutOff("this node may have missed the end of a right"));
        return all.size();
    }
}
