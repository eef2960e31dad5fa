package xyz.anipub.chat.realtime.socket;

import jakarta.inject.Inject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.Map;
import java.util.Optional;
import xyz.anipub.auth.InvalidTokenException;
import xyz.anipub.auth.Principal;
import xyz.anipub.auth.UnavailableException;
import xyz.anipub.auth.token.Credentials;
import xyz.anipub.auth.token.Evidence;
import xyz.anipub.chat.ErrorCode;
import xyz.anipub.socketio.Socket;
import xyz.anipub.socketio.cdi.BeforeConnect;
import xyz.anipub.socketio.cdi.SocketNamespace;
import xyz.anipub.socketio.handshake.ConnectRefusedException;
import xyz.anipub.socketio.handshake.Handshake;

/** Lets only identified callers connect, each with a limited number of sockets, and attaches who they are to them. */
@SocketNamespace
public class TokenMiddleware {

    private final Credentials credentials;
    private final ChatSockets sockets;

    @Inject
    TokenMiddleware(Credentials credentials, ChatSockets sockets) {
        this.credentials = credentials;
        this.sockets = sockets;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected TokenMiddleware() {
        this(null, null);
    }

    @BeforeConnect
    public ChatSocket identify(Socket socket, Handshake handshake) {
        ChatSocket caller = new ChatSocket(socket, principal(handshake)).logged();
        if (!sockets.hasRoomFor(caller.userId())) {
            throw refusal(ErrorCode.RATE_LIMITED);
        }
        return caller;
    }

    private Principal principal(Handshake handshake) {
        Evidence request = Evidence.of(handshake.headers(), handshake.secure());
        // A script element sends the cookie for pages of whatever origin, and says nothing of it.
        Evidence trusted = handshake.isByScript() ? request.withoutCookies() : request;
        Evidence evidence = trusted.withAuthToken(token(handshake));
        try {
            return credentials.identify(evidence).orElseThrow(() -> refusal(ErrorCode.UNAUTHORIZED));
        } catch (InvalidTokenException invalid) {
            throw refusal(ErrorCode.UNAUTHORIZED);
        } catch (UnavailableException away) {
            throw refusal(ErrorCode.UNAVAILABLE);
        }
    }

    /** A token that is no text is a present and invalid one. */
    private static Optional<String> token(Handshake handshake) {
        JsonValue token = handshake.auth().getOrDefault("token", JsonValue.NULL);
        if (token.getValueType() == JsonValue.ValueType.NULL) {
            return Optional.empty();
        }
        return Optional.of(token instanceof JsonString text ? text.getString() : "");
    }

    private static ConnectRefusedException refusal(ErrorCode code) {
        return new ConnectRefusedException(code.text(), Map.of("code", code.text()));
    }
}
