package xyz.anipub.chat.realtime.event;

import jakarta.inject.Inject;
import java.util.function.LongSupplier;
import xyz.anipub.chat.ErrorCode;
import xyz.anipub.chat.TooFastException;
import xyz.anipub.chat.UserPace;
import xyz.anipub.chat.realtime.socket.ChatSocket;
import xyz.anipub.chat.realtime.wire.ErrorReply;
import xyz.anipub.peer.Rate;
import xyz.anipub.peer.TokenBucket;
import xyz.anipub.socketio.Socket;
import xyz.anipub.socketio.cdi.OnConnect;
import xyz.anipub.socketio.cdi.OnFailure;
import xyz.anipub.socketio.cdi.SocketNamespace;
import xyz.anipub.socketio.event.Ack;
import xyz.anipub.socketio.event.RateLimitedException;

/**
 * Counts the events of each user, all sockets together, and tells a client that it is too fast: in each ack, and where
 * none was asked for by a {@code chat_error}, at most once a second. If it goes on, {@code socketio} closes the
 * connection.
 */
@SocketNamespace
class CallerPace {

    private static final Rate COMPLAINTS = new Rate(1, 1);

    private final UserPace pace;
    private final LongSupplier nanoTime;

    /** Kept with a socket: when it was last told without having asked. */
    private record Complaints(TokenBucket bucket) {}

    @Inject
    CallerPace(UserPace pace) {
        this(pace, System::nanoTime);
    }

    CallerPace(UserPace pace, LongSupplier nanoTime) {
        this.pace = pace;
        this.nanoTime = nanoTime;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected CallerPace() {
        this(null, System::nanoTime);
    }

    @OnConnect
    void watch(ChatSocket caller) {
        caller.socket().attach(new Complaints(new TokenBucket(COMPLAINTS, nanoTime)));
        caller.socket().use((event, arguments) -> {
            try {
                pace.act(caller.userId());
            } catch (TooFastException refusal) {
                throw new RateLimitedException(String.valueOf(refusal.getMessage()));
            }
        });
    }

    /** Answers an event that came too fast, for the user or for the connection. */
    @OnFailure
    void refused(Socket socket, String event, Ack ack, RateLimitedException refusal) {
        if (ack.isRequested() || mayComplain(socket)) {
            ErrorReply.send(socket, event, ack, ErrorCode.RATE_LIMITED, String.valueOf(refusal.getMessage()));
        }
    }

    private static boolean mayComplain(Socket socket) {
        return socket.attachment(Complaints.class)
                .filter(each -> each.bucket().take())
                .isPresent();
    }
}
