package xyz.anipub.chat.realtime.event;

import java.util.Map;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.member.NotAMemberException;
import xyz.anipub.chat.realtime.socket.ChatSocket;
import xyz.anipub.chat.realtime.wire.EventNames;
import xyz.anipub.chat.realtime.wire.Payloads;
import xyz.anipub.socketio.cdi.OnEvent;
import xyz.anipub.socketio.cdi.SocketNamespace;

/**
 * {@code typing} and {@code stop_typing}: passed on to the others in the room, and lost where it cannot be delivered at
 * once. Nothing is kept and nothing is asked of the database; who is told ends it after five seconds.
 */
@SocketNamespace
class TypingEvents {

    /** {@code {roomId}}, from a socket that is in the room. */
    @OnEvent(EventNames.TYPING)
    Map<String, Object> typing(ChatSocket caller, EventArguments arguments) {
        return tell(caller, arguments.room(), EventNames.TYPING);
    }

    /** The same. */
    @OnEvent(EventNames.STOP_TYPING)
    Map<String, Object> stopTyping(ChatSocket caller, EventArguments arguments) {
        return tell(caller, arguments.room(), EventNames.STOP_TYPING);
    }

    private static Map<String, Object> tell(ChatSocket caller, RoomId room, String event) {
        if (!caller.entered().contains(room)) {
            throw new NotAMemberException();
        }
        caller.socket()
                .to(room.value())
                .except(ChatSocket.listOf(caller.userId()))
                .asVolatile()
                .emit(event, Payloads.notice(room, caller.presence()));
        return Payloads.ok();
    }
}
