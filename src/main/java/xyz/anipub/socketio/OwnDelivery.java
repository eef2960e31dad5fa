package xyz.anipub.socketio;

import xyz.anipub.engineio.session.PreparedMessage;
import xyz.anipub.socketio.adapter.Delivery;

/** What adapters get from {@link LocalSockets} and give back to be sent. */
interface OwnDelivery extends Delivery {

    PreparedMessage message();

    /** Tells those who listen to what the socket is sent. To be called without a lock. */
    void tell(SocketLife socket);
}
