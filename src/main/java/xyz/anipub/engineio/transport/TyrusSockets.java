package xyz.anipub.engineio.transport;

import jakarta.websocket.CloseReason;
import jakarta.websocket.CloseReason.CloseCodes;
import jakarta.websocket.Session;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

/**
 * What Tyrus, the WebSocket container of Payara and GlassFish, keeps behind the standard interface, reached by
 * reflection; the only place that knows its names. A version in which they differ is said once in the log and then
 * treated like any other container.
 *
 * @param scheduler the field with the scheduler of a session's idle timer
 * @param remote the field with the session's remote endpoint
 * @param socket that endpoint's field with the socket
 * @param send the socket's method that writes finished frames
 * @param closing how that socket is closed
 */
record TyrusSockets(Field scheduler, Field remote, Field socket, Method send, Closing closing) {

    private static final Logger LOG = System.getLogger(TyrusSockets.class.getName());
    private static final String SESSION = "org.glassfish.tyrus.core.TyrusSession";

    private static final byte FINAL_CLOSE = (byte) 0x88;

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

    /** Writes finished frames without blocking; the future is done when the container has none of them left. */
    Future<?> write(Object to, ByteBuffer frames) throws ReflectiveOperationException {
        return (Future<?>) send.invoke(to, frames);
    }

    /**
     * Writes a close frame without blocking, and no more: Tyrus ends the connection when it reads the peer's, and does
     * not answer that again. Nothing happens if somebody has begun to close already.
     */
    void close(Object socketToClose, CloseReason reason) throws ReflectiveOperationException {
        if (closing.begin(socketToClose)) {
            write(socketToClose, closeFrame(reason));
        }
    }

    /** Ends the connection as if the peer had answered the close frame. */
    void hangUp(Object closed) throws ReflectiveOperationException {
        closing.end(closed);
    }

    /** RFC 6455 section 5.5.1; 1000 for none, as Tyrus writes it. */
    private static ByteBuffer closeFrame(CloseReason reason) {
        int code = reason.getCloseCode().getCode();
        byte[] phrase = reason.getReasonPhrase().getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(4 + phrase.length)
                .put(FINAL_CLOSE)
                .put((byte) (2 + phrase.length))
                .putShort((short)
                        (code == CloseCodes.NO_STATUS_CODE.getCode() ? CloseCodes.NORMAL_CLOSURE.getCode() : code))
                .put(phrase)
                .flip();
    }

    /** @param type of Tyrus's sessions */
    static Optional<TyrusSockets> find(Class<?> type) {
        try {
            Field scheduler = accessible(type.getDeclaredField("service"));
            Field remote = accessible(type.getDeclaredField("basicRemote"));
            Field socket = accessible(remote.getType().getSuperclass().getDeclaredField("webSocket"));
            Class<?> webSocket = socket.getType();
            Method send = webSocket.getMethod("sendRawFrame", ByteBuffer.class);
            // Else each call looks at who calls.
            send.setAccessible(true);
            return Optional.of(new TyrusSockets(scheduler, remote, socket, send, Closing.of(webSocket)));
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

    /**
     * The states of Tyrus's socket.
     *
     * @param state the socket's field with its state
     * @param connected the state of one that nobody has begun to close
     * @param closing the state of one whose close frame has been written
     * @param onClose the socket's method for the peer's close frame
     * @param frame makes such a frame
     */
    record Closing(Field state, Object connected, Object closing, Method onClose, Constructor<?> frame) {

        static Closing of(Class<?> webSocket) throws ReflectiveOperationException {
            Class<?> states = Class.forName(webSocket.getName() + "$State", false, webSocket.getClassLoader());
            Method onClose = Stream.of(webSocket.getMethods())
                    .filter(method -> method.getName().equals("onClose") && method.getParameterCount() == 1)
                    .findAny()
                    .orElseThrow(() -> new NoSuchMethodException("onClose"));
            return new Closing(
                    accessible(webSocket.getDeclaredField("state")),
                    accessible(states.getDeclaredField("CONNECTED")).get(null),
                    accessible(states.getDeclaredField("CLOSING")).get(null),
                    onClose,
                    onClose.getParameterTypes()[0].getConstructor(CloseReason.class));
        }

        /** Whether nobody has before. */
        boolean begin(Object socket) throws ReflectiveOperationException {
            @SuppressWarnings("unchecked")
            AtomicReference<Object> current = (AtomicReference<Object>) state.get(socket);
            return current.compareAndSet(connected, closing);
        }

        void end(Object socket) throws ReflectiveOperationException {
            onClose.invoke(socket, frame.newInstance(new CloseReason(CloseCodes.CLOSED_ABNORMALLY, "")));
        }
    }
}
