package xyz.anipub.chat.realtime.event;

import jakarta.inject.Inject;
import java.util.Map;
import xyz.anipub.chat.member.ReadState;
import xyz.anipub.chat.reading.ReadService;
import xyz.anipub.chat.realtime.socket.ChatSocket;
import xyz.anipub.chat.realtime.wire.EventNames;
import xyz.anipub.chat.realtime.wire.Payloads;
import xyz.anipub.socketio.cdi.OnEvent;
import xyz.anipub.socketio.cdi.SocketNamespace;

/** {@code mark_read}. */
@SocketNamespace
class ReadEvents {

    private final ReadService reads;

    @Inject
    ReadEvents(ReadService reads) {
        this.reads = reads;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected ReadEvents() {
        this(null);
    }

    /** {@code {roomId, seq}}. */
    @OnEvent(EventNames.MARK_READ)
    Map<String, Object> markRead(ChatSocket caller, EventArguments arguments) {
        ReadState state = reads.markRead(
                arguments.room(),
                caller.userId(),
                arguments.number("seq"),
                caller.socket().id());
        Map<String, Object> answer = Payloads.ok();
        answer.put("lastRead", state.lastRead());
        answer.put("unread", state.unread());
        return answer;
    }
}
