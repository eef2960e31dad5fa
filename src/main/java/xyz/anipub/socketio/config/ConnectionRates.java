package xyz.anipub.socketio.config;

import xyz.anipub.peer.Rate;
import xyz.anipub.socketio.event.RateLimitedException;

/**
 * How fast one connection may send, all its namespaces together. Acks and heartbeats do not count.
 *
 * @param events what is beyond is not handled; it fails with a {@link RateLimitedException}
 * @param joins of namespaces, refused ones included; what is beyond is refused with the message {@code too many joins}
 * @param refusals how many events and joins may be refused for coming too fast, here or by a check of the application; at
 *     the next, the connection is closed. Its sockets get the reason {@code server namespace disconnect} with the detail
 *     {@code too many events}, and the client a DISCONNECT, so that it does not come back by itself
 */
public record ConnectionRates(Rate events, Rate joins, Rate refusals) {

    /** 300 events, 200 joins and 100 refusals at once; 30, 20 and 10 a second in the long run. */
    public static ConnectionRates standard() {
        return new ConnectionRates(new Rate(300, 30), new Rate(200, 20), new Rate(100, 10));
    }
}
