package xyz.anipub.engineio.transport.http;

import jakarta.servlet.http.HttpServletResponse;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import xyz.anipub.engineio.config.EngineConfig;
import xyz.anipub.engineio.config.HandshakeRequest;
import xyz.anipub.engineio.config.HeaderHook;
import xyz.anipub.engineio.config.SessionCookie;
import xyz.anipub.engineio.handshake.HandshakeError;
import xyz.anipub.engineio.handshake.HandshakeRejectedException;
import xyz.anipub.engineio.handshake.Ticket;

/** The response headers that settings and the application give to a session's answers (protocol sections 1.3, 1.12). */
public final class SessionHeaders {

    private static final Logger LOG = System.getLogger(SessionHeaders.class.getName());

    private SessionHeaders() {}

    /**
     * Those of the answer to a handshake.
     *
     * @param ticket empty if the session's id is not known yet; there is no cookie then
     * @throws HandshakeRejectedException if the application failed
     */
    public static Map<String, String> ofHandshake(
            EngineConfig config, HandshakeRequest request, Optional<Ticket> ticket) {
        Map<String, String> headers = new LinkedHashMap<>();
        ticket.ifPresent(opens ->
                config.http().cookie().ifPresent(cookie -> headers.put("Set-Cookie", text(cookie, opens.sid()))));
        ask(config.hooks().initialHeaders(), headers, () -> request);
        ask(config.hooks().headers(), headers, () -> request);
        return headers;
    }

    /**
     * Those of any other answer; the request is copied only if somebody looks at it.
     *
     * @throws HandshakeRejectedException if the application failed
     */
    public static Map<String, String> ofRequest(EngineConfig config, Supplier<HandshakeRequest> request) {
        Map<String, String> headers = new LinkedHashMap<>();
        ask(config.hooks().headers(), headers, request);
        return headers;
    }

    public static void add(Map<String, String> headers, HttpServletResponse response) {
        headers.forEach(response::addHeader);
    }

    private static void ask(HeaderHook hook, Map<String, String> headers, Supplier<HandshakeRequest> request) {
        if (hook == HeaderHook.NONE) {
            return;
        }
        try {
            hook.add(headers, request.get());
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "A hook for headers failed, which refuses", e);
            throw new HandshakeRejectedException(HandshakeError.BAD_REQUEST, "MIDDLEWARE_FAILURE");
        }
    }

    private static String text(SessionCookie cookie, String sid) {
        StringBuilder text = new StringBuilder(cookie.name()).append('=').append(sid);
        cookie.maxAge().ifPresent(age -> text.append("; Max-Age=").append(age.toSeconds()));
        text.append("; Path=").append(cookie.path());
        if (cookie.httpOnly()) {
            text.append("; HttpOnly");
        }
        if (cookie.secure()) {
            text.append("; Secure");
        }
        return text.append("; SameSite=").append(cookie.sameSite()).toString();
    }
}
