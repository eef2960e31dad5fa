package xyz.anipub.socketio.adapter;

/** Makes the adapter of a namespace; of two made for one at the same time, one is closed unused. */
@FunctionalInterface
public interface AdapterFactory {

    /**
     * @param namespace its name, {@code "/"} or {@code "/name"}
     * @param emitter the way to the sockets that this namespace has on this node
     */
    Adapter create(String namespace, SocketEmitter emitter);
}
