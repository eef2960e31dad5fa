package xyz.anipub.socketio.delivery;

import org.jspecify.annotations.Nullable;
import xyz.anipub.engineio.session.PreparedMessage;
import xyz.anipub.socketio.adapter.Delivery;
import xyz.anipub.socketio.packet.Packet;

/** What adapters get from {@code LocalSockets} and give back to be sent. */
public interface OwnDelivery extends Delivery {

    PreparedMessage message();

    /** The event of which those hear who listen to what a socket is sent; null if they have heard of it. */
    Packet.@Nullable Event untold();
}
