package xyz.anipub.chat.realtime.node;

import jakarta.inject.Inject;
import jakarta.json.JsonNumber;
import xyz.anipub.bean.SingletonBean;
import xyz.anipub.chat.node.EndingSignal;
import xyz.anipub.chat.node.Endings;
import xyz.anipub.chat.node.Fence;
import xyz.anipub.socketio.SocketServer;

/** Signals endings by server events of the namespace, if it is shared. */
@SingletonBean
public class SocketEndingSignal implements EndingSignal {

    private final NodeEvent event;

    @Inject
    SocketEndingSignal(SocketServer server) {
        this.event = new NodeEvent(server, "anipub:ending");
    }

    /** Passes on what others signal. To be called once, before the first socket. */
    public void watch(Endings endings, Fence fence) {
        event.on(last -> ((JsonNumber) last).longValue(), number -> {
            if (number >= 0) {
                endings.written(number);
                fence.heard(number);
            }
        });
    }

    @Override
    public void written(long number) {
        event.send(number);
    }
}
