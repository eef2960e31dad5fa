package xyz.anipub.chat.realtime;

import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import xyz.anipub.chat.RoomId;
import xyz.anipub.socketio.RemoteBroadcast;

/** What other nodes broadcast of messages, as far as it can be understood. Stateless. */
final class RemoteMessages {

    private RemoteMessages() {}

    /** The only room that it is for. */
    static Optional<RoomId> room(RemoteBroadcast broadcast) {
        if (broadcast.rooms().size() != 1 || !broadcast.except().isEmpty()) {
            return Optional.empty();
        }
        String name = broadcast.rooms().iterator().next();
        return RoomId.parse(name).filter(room -> room.value().equals(name));
    }

    /** Null if there is none. */
    static @Nullable Long seq(RemoteBroadcast broadcast) {
        return broadcast.arguments().size() == 1
                        && broadcast.arguments().get(0) instanceof JsonObject message
                        && message.get("seq") instanceof JsonNumber seq
                        && seq.isIntegral()
                ? seq.longValue()
                : null;
    }
}
