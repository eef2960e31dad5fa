package xyz.anipub.socketio.adapter;

/** Makes the adapter of a namespace; called once for each. */
@FunctionalInterface
public interface AdapterFactory {

    /**
     * @param namespace its name, {@code "/"} or {@code "/name"}
     * @param emitter the way to the sockets that this namespace has on this node
     */
    Adapter create(String namespace, SocketEmitter emitter);
}
