package xyz.anipub.socketio.packet;

import java.util.Set;

/** Event names that neither side may send: they are events of the socket object itself (protocol section 3.2). */
public final class ReservedEvents {

    private static final Set<String> NAMES =
            Set.of("connect", "connect_error", "disconnect", "disconnecting", "newListener", "removeListener");

    private ReservedEvents() {}

    public static boolean contains(String name) {
        return NAMES.contains(name);
    }
}
