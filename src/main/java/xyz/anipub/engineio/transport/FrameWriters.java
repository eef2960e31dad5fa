package xyz.anipub.engineio.transport;

import jakarta.websocket.Session;
import java.util.concurrent.ScheduledExecutorService;

/** Chooses the way to write by what the container's session is. */
final class FrameWriters {

    private FrameWriters() {}

    static FrameWriter forSession(Session session, ScheduledExecutorService timers) {
        return new AsyncFrameWriter(session.getAsyncRemote());
    }
}
