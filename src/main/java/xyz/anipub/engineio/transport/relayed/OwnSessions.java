package xyz.anipub.engineio.transport.relayed;

import java.util.Optional;
import xyz.anipub.engineio.Engine;
import xyz.anipub.engineio.RelayedSession;
import xyz.anipub.engineio.SessionRouter;

/** The sessions of this node, for clients that have come to another one. */
public final class OwnSessions implements SessionRouter {

    private final Engine engine;

    public OwnSessions(Engine engine) {
        this.engine = engine;
    }

    @Override
    public Optional<RelayedSession> find(String sid, String address) {
        return engine.find(sid).map(session -> new OwnSession(engine, session));
    }
}
