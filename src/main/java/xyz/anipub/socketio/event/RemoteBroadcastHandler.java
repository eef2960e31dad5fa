package xyz.anipub.socketio.event;

import java.util.List;
import xyz.anipub.socketio.Namespace;

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

    /**
     * Called first where several have come together, for the same sockets: delivered at once they cost less.
     *
     * @param now delivers them all, in their order; to be called while the handler runs, once at most
     * @return true if the application has delivered them by that; false to be called for one after the other, as this one does. If it
     *     throws, they are, too, so not after the delivery
     */
    default boolean handleTogether(List<RemoteBroadcast> broadcasts, Runnable now) {
        return false;
    }
}
