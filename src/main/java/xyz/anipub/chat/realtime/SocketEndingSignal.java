package xyz.anipub.chat.realtime;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonNumber;
import xyz.anipub.chat.node.EndingSignal;
import xyz.anipub.chat.node.Endings;
import xyz.anipub.chat.node.Fence;
import xyz.anipub.socketio.Namespace;
import xyz.anipub.socketio.SocketServer;

/** Signals endings by server events of the namespace, if it is shared. */
@ApplicationScoped
public class SocketEndingSignal implements EndingSignal {

    private static final String EVENT = "anipub:ending";

    private final Namespace namespace;

    @Inject
    SocketEndingSignal(SocketServer server) {
        this.namespace = server.of("/");
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected SocketEndingSignal() {
        this.namespace = null;
    }

    /** Passes on what others signal. To be called once, before the first socket. */
    public void watch(Endings endings, Fence fence) {
        namespace.onServerEvent(EVENT, (arguments, ack) -> {
            if (!arguments.isEmpty() && arguments.get(0) instanceof JsonNumber number && number.longValue() >= 0) {
                endings.written(number.longValue());
                fence.heard(number.longValue());
            }
        });
    }

    @Override
    public void written(long number) {
        if (namespace.isShared()) {
            namespace.serverSideEmit(EVENT, number);
        }
    }
}
