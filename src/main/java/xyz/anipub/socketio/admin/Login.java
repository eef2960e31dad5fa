package xyz.anipub.socketio.admin;

import jakarta.json.JsonObject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import xyz.anipub.peer.LogPace;
import xyz.anipub.peer.Shares;
import xyz.anipub.socketio.EntryCheck;
import xyz.anipub.socketio.Middleware;
import xyz.anipub.socketio.admin.LoginSessions.LoginSession;
import xyz.anipub.socketio.handshake.ConnectRefusedException;
import xyz.anipub.socketio.handshake.Handshake;
import xyz.anipub.socketio.packet.Arguments;

/**
 * Lets operators in: by {@code {username, password}}, answered with an id of a session before the CONNECT, or by
 * {@code {sessionId}} from an earlier time (protocol section 7.2).
 *
 * <p><b>Against guessing.</b> The password is checked whether the name is right or not. An address has ten tries a minute,
 * be it at passwords or at ids; failures are logged, at most one line a second.
 *
 * <p><b>Threads.</b> Thread-safe; nobody waits here. Eight passwords at most are being checked or wait for that, two of one
 * address; further ones are refused at once.
 */
final class Login implements EntryCheck {

    private static final Logger LOG = System.getLogger(Login.class.getName());

    private static final int PLACES = 8;
    private static final int PLACES_PER_ADDRESS = 2;
    private static final int LONGEST = 1_024;

    private final String username;
    private final PasswordCheck password;
    private final LoginSessions sessions;
    private final LoginAttempts attempts;
    private final Shares places = new Shares(PLACES, PLACES_PER_ADDRESS);
    private final LogPace failures = new LogPace(System::nanoTime);

    Login(String username, PasswordCheck password, Clock clock) {
        this.username = username;
        this.password = password;
        this.sessions = new LoginSessions(clock);
        this.attempts = new LoginAttempts(clock);
    }

    @Override
    public CompletionStage<Middleware> check(Handshake handshake) {
        JsonObject auth = handshake.auth();
        String sessionId = text(auth, "sessionId");
        String given = text(auth, "password");
        if (sessionId.isEmpty() && given.isEmpty()) {
            // The page asks this way whether it has to show its form.
            throw invalid();
        }
        String address = handshake.request().remoteAddress();
        if (!attempts.take(address)) {
            throw new ConnectRefusedException("too many attempts, try again in a minute");
        }
        Optional<LoginSession> earlier = sessions.find(sessionId);
        if (earlier.isPresent()) {
            attempts.forget(address);
            return CompletableFuture.completedStage(socket -> socket.attach(earlier.get()));
        }
        if (given.isEmpty()) {
            throw refused(address);
        }
        boolean isName = MessageDigest.isEqual(bytes(text(auth, "username")), bytes(username));
        return matches(address, given).thenApply(isPassword -> {
            if (!isName || !isPassword) {
                throw refused(address);
            }
            attempts.forget(address);
            LoginSession session = sessions.open();
            return socket -> {
                socket.emit("session", session.id());
                socket.attach(session);
            };
        });
    }

    private CompletionStage<Boolean> matches(String address, String given) {
        if (!places.take(address)) {
            throw busy();
        }
        try {
            return password.matches(given).whenComplete((matches, failure) -> places.giveBack(address));
        } catch (RejectedExecutionException e) {
            places.giveBack(address);
            throw busy();
        }
    }

    private ConnectRefusedException refused(String address) {
        failures.pass()
                .ifPresent(held -> LOG.log(
                        Level.WARNING,
                        "Refused an operator's login from {0} ({1} more since the last such line)",
                        address,
                        held));
        return invalid();
    }

    /** Empty if there is no such text, or one that nobody would type. */
    private static String text(JsonObject auth, String name) {
        return Arguments.text(auth.get(name))
                .filter(text -> text.length() <= LONGEST)
                .orElse("");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static ConnectRefusedException invalid() {
        return new ConnectRefusedException("invalid credentials");
    }

    private static ConnectRefusedException busy() {
        return new ConnectRefusedException("too many logins at once, try again");
    }
}
