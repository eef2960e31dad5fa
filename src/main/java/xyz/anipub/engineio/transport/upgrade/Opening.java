package xyz.anipub.engineio.transport.upgrade;

import jakarta.servlet.http.HttpServletResponse;
import xyz.anipub.engineio.Engine;
import xyz.anipub.engineio.transport.Wire;
import xyz.anipub.engineio.transport.http.SessionHeaders;
import xyz.anipub.engineio.transport.websocket.FramedSocket;
import xyz.anipub.engineio.transport.websocket.UpgradeContext;
import xyz.anipub.engineio.websocket.OpeningHandshake;

/** A WebSocket handshake that has been accepted (RFC 6455 section 4.2.2), on its way to a connection that stands for a session. */
public final class Opening {

    private final Engine engine;
    private final UpgradeContext context;
    private final String key;

    /** @param key the request's {@code Sec-WebSocket-Key} */
    Opening(Engine engine, UpgradeContext context, String key) {
        this.engine = engine;
        this.context = context;
        this.key = key;
    }

    /** Sets status and headers of the answer. */
    public void answer(HttpServletResponse response) {
        response.setStatus(HttpServletResponse.SC_SWITCHING_PROTOCOLS);
        OpeningHandshake.answer(key).forEach(response::setHeader);
        SessionHeaders.add(context.headers(), response);
    }

    /** Opens what the handshake asked for. To be called once, when the answer has been written and more can be. */
    public FramedSocket open(Wire wire) {
        FramedSocket socket = new FramedSocket(engine, wire, context.request());
        socket.open(context.ticket());
        return socket;
    }

    /** For what is to end when the engine's settings say so, and for the threads that may do it. */
    public Engine engine() {
        return engine;
    }
}
