package xyz.anipub.socketio.admin;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import xyz.anipub.peer.LogPace;
import xyz.anipub.peer.Shares;
import xyz.anipub.socketio.ConnectRefusedException;
import xyz.anipub.socketio.Middleware;
import xyz.anipub.socketio.Socket;
import xyz.anipub.socketio.packet.Binary;

/**
 * Lets operators in: by {@code {username, password}}, answered with an id of a session before the CONNECT, or by
 * {@code {sessionId}} from an earlier time (protocol section 7.2).
 *
 * <p><b>Against guessing.</b> The password is checked whether the name is right or not. An address has ten tries a minute,
 * be it at passwords or at ids; failures are logged, at most one line a second.
 *
 * <p><b>Threads.</b> Runs on the threads of those who want in. One hash is computed at a time; three threads at most wait
 * for that, two of one address, and all others are refused at once: so the application's handlers keep their threads.
 */
final class Login implements Middleware {

    private static final Logger LOG = System.getLogger(Login.class.getName());

    private static final int PLACES = 4;
    private static final int PLACES_PER_ADDRESS = 2;
    private static final int PATIENCE_SECONDS = 5;
    private static final int LONGEST = 1_024;

    /** What a socket got for the password. */
    record Opened(String id) {}

    private final String username;
    private final PasswordCheck password;
    private final LoginSessions sessions;
    private final Guesses guesses;
    private final Shares places = new Shares(PLACES, PLACES_PER_ADDRESS);
    private final Semaphore turn = new Semaphore(1, true);
    private final LogPace failures = new LogPace(System::nanoTime);

    Login(String username, PasswordCheck password, Clock clock) {
        this.username = username;
        this.password = password;
        this.sessions = new LoginSessions(clock);
        this.guesses = new Guesses(clock);
    }

    @Override
    public void handle(Socket socket) {
        JsonObject auth = socket.handshake().auth();
        String sessionId = text(auth, "sessionId");
        String given = text(auth, "password");
        if (sessionId.isEmpty() && given.isEmpty()) {
            // The page asks this way whether it has to show its form.
            throw invalid();
        }
        String address = socket.handshake().request().remoteAddress();
        if (!guesses.take(address)) {
            throw new ConnectRefusedException("too many attempts, try again in a minute");
        }
        if (sessions.isOpen(sessionId)) {
            guesses.forget(address);
        } else if (isOperator(address, text(auth, "username"), given)) {
            guesses.forget(address);
            Opened session = new Opened(sessions.open());
            socket.emit("session", session.id());
            socket.attach(session);
        } else {
            failures.pass()
                    .ifPresent(held -> LOG.log(
                            Level.WARNING,
                            "Refused an operator's login from {0} ({1} more since the last such line)",
                            address,
                            held));
            throw invalid();
        }
    }

    private boolean isOperator(String address, String name, String given) {
        if (given.isEmpty()) {
            return false;
        }
        if (!places.take(address)) {
            throw busy();
        }
        try {
            boolean isName = MessageDigest.isEqual(bytes(name), bytes(username));
            boolean isPassword = checkInTurn(given);
            return isName && isPassword;
        } finally {
            places.giveBack(address);
        }
    }

    private boolean checkInTurn(String given) {
        if (!acquired()) {
            throw busy();
        }
        try {
            return password.matches(given);
        } finally {
            turn.release();
        }
    }

    private boolean acquired() {
        try {
            return turn.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Empty if there is no such text, or one that nobody would type. */
    private static String text(JsonObject auth, String name) {
        return auth.get(name) instanceof JsonString text
                        && !(text instanceof Binary)
                        && text.getString().length() <= LONGEST
                ? text.getString()
                : "";
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
