package xyz.anipub.socketio.event;

import jakarta.json.JsonValue;
import java.util.List;
import xyz.anipub.socketio.Socket;

/** Hears of events whatever their names; see {@link Socket#onAny} and {@link Socket#onAnyOutgoing}. */
@FunctionalInterface
public interface AnyListener {

    /**
     * An exception is logged with the socket's id; everything else goes on.
     *
     * @param arguments what comes with the event, its name not included; cannot be changed
     */
    void heard(String event, List<JsonValue> arguments);
}
