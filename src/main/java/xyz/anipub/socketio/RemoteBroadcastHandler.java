package xyz.anipub.socketio;

/** What an application does about the broadcasts of other nodes; see {@link Namespace#onRemoteBroadcast}. */
@FunctionalInterface
public interface RemoteBroadcastHandler {

    /**
     * Called for one broadcast after the other, in the order of arrival, on a thread of the adapter, which it must not block.
     * If it throws, the event is delivered as if it had returned false.
     *
     * @return true if the application delivers the event itself, at whatever time (then it says so by {@link Namespace#reorder}
     *     before it returns), or has done so; false to have it delivered now
     */
    boolean handle(RemoteBroadcast broadcast);
}
