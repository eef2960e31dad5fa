package xyz.anipub.engineio.transport;

import jakarta.websocket.Session;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;

/** Chooses the way to write by what the container's session is. */
final class FrameWriters {

    private static final Logger LOG = System.getLogger(FrameWriters.class.getName());

    private FrameWriters() {}

    /** The fastest way that the session offers, at the least the standard one. */
    static FrameWriter forSession(Session session, ScheduledExecutorService timers) {
        Optional<TyrusSockets> tyrus = TyrusSockets.of(session);
        if (tyrus.isPresent()) {
            try {
                tyrus.get().stopIdleTimer(session);
                return new TyrusFrameWriter(tyrus.get(), session, timers);
            } catch (ReflectiveOperationException | RuntimeException e) {
                LOG.log(Level.DEBUG, "A WebSocket of Tyrus is written in the standard way", e);
            }
        }
        return new AsyncFrameWriter(session.getAsyncRemote());
    }
}
