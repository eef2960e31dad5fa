package xyz.anipub.engineio.transport.container;

import jakarta.websocket.Session;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import xyz.anipub.engineio.session.Timers;
import xyz.anipub.engineio.transport.FrameWriter;

/**
 * Chooses the way to write by what the container's session is: Tyrus's on Payara, Undertow's on WildFly, else the standard
 * one.
 */
public final class FrameWriters {

    private static final Logger LOG = System.getLogger(FrameWriters.class.getName());

    /** Whether the log says already that this container is slower than it could be. */
    private static final AtomicBoolean SAID = new AtomicBoolean();

    private FrameWriters() {}

    /**
     * The fastest way that the session offers, at the least the standard one.
     *
     * @param portable whether it is to be the standard one in any case
     */
    public static FrameWriter forSession(Session session, Timers timers, boolean portable) {
        return portable
                ? new AsyncFrameWriter(session.getAsyncRemote())
                : forSession(session, timers, TyrusSockets.of(session));
    }

    /** @param tyrus what is known of the session's container, if it is Tyrus */
    static FrameWriter forSession(Session session, Timers timers, Optional<TyrusSockets> tyrus) {
        if (tyrus.isPresent()) {
            try {
                tyrus.get().stopIdleTimer(session);
                return new TyrusFrameWriter(tyrus.get(), session, timers);
            } catch (ReflectiveOperationException | RuntimeException e) {
                Level level = SAID.compareAndSet(false, true) ? Level.WARNING : Level.DEBUG;
                LOG.log(level, "Tyrus refuses reflection: WebSockets are written in the standard way", e);
            }
        }
        return UndertowFrameWriter.suits(session)
                ? new UndertowFrameWriter(session.getAsyncRemote())
                : new AsyncFrameWriter(session.getAsyncRemote());
    }
}
