package xyz.anipub.conformance;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.websocket.server.ServerEndpoint;
import xyz.anipub.engineio.Engine;
import xyz.anipub.engineio.transport.websocket.CapturedHandshake;
import xyz.anipub.engineio.transport.websocket.WebSocketEndpoint;

/** The WebSocket door at another path, of another engine. */
@Dependent
@ServerEndpoint(value = "/engine.io/", configurator = CapturedHandshake.class)
public class EchoEndpoint extends WebSocketEndpoint {

    @Override
    @Inject
    protected void serve(@Echoing Engine served) {
        super.serve(served);
    }
}
