package xyz.anipub.engineio.transport.container;

import jakarta.websocket.Session;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.Future;

/**
 * What Tyrus, the WebSocket container of Payara and GlassFish, keeps behind the standard interface, reached by
 * reflection; the only place that knows its names. A version in which they differ is said once in the log and then
 * treated like any other container.
 *
 * @param scheduler the field with the scheduler of a session's idle timer
 * @param remote the field with the session's remote endpoint
 * @param socket that endpoint's field with the socket
 * @param send the socket's method that writes finished frames
 */
record TyrusSockets(Field scheduler, Field remote, Field socket, Method send) {

    private static final Logger LOG = System.getLogger(TyrusSockets.class.getName());
    private static final String SESSION = "org.glassfish.tyrus.core.TyrusSession";

    private static final ClassValue<Optional<TyrusSockets>> KNOWN = new ClassValue<>() {
        @Override
        protected Optional<TyrusSockets> computeValue(Class<?> type) {
            return isTyrus(type) ? find(type) : Optional.empty();
        }
    };

    private static final NoTimers NO_TIMERS = new NoTimers();

    /** Whether sessions of that class are Tyrus's. */
    static boolean isTyrus(Class<?> type) {
        return type.getName().equals(SESSION);
    }

    /** The reflection that suits a session; empty if it is not Tyrus's. */
    static Optional<TyrusSockets> of(Session session) {
        return KNOWN.get(session.getClass());
    }

    /**
     * Ends the session's idle timer, which is started anew after every message in either direction, at the cost of
     * tenfold the message's own, even if the idle timeout is off.
     */
    void stopIdleTimer(Session session) throws ReflectiveOperationException {
        scheduler.set(session, NO_TIMERS);
    }

    /** The object on which {@link #send} is called. */
    Object socketOf(Session session) throws ReflectiveOperationException {
        return socket.get(remote.get(session));
    }

    /** Writes finished frames without blocking; the future is done when Tyrus has given them to Payara, which may keep them. */
    Future<?> write(Object to, ByteBuffer frames) throws ReflectiveOperationException {
        return (Future<?>) send.invoke(to, frames);
    }

    /** @param type of Tyrus's sessions */
    static Optional<TyrusSockets> find(Class<?> type) {
        try {
            Field scheduler = accessible(type.getDeclaredField("service"));
            Field remote = accessible(type.getDeclaredField("basicRemote"));
            Field socket = accessible(remote.getType().getSuperclass().getDeclaredField("webSocket"));
            Method send = socket.getType().getMethod("sendRawFrame", ByteBuffer.class);
            // Else each call looks at who calls.
            send.setAccessible(true);
            return Optional.of(new TyrusSockets(scheduler, remote, socket, send));
        } catch (ReflectiveOperationException | RuntimeException e) {
            LOG.log(
                    Level.WARNING,
                    "This Tyrus differs from those known: WebSockets are written in the standard way",
                    e);
            return Optional.empty();
        }
    }

    private static Field accessible(Field field) {
        field.setAccessible(true);
        return field;
    }
}
