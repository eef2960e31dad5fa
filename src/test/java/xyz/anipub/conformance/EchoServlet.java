package xyz.anipub.conformance;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import xyz.anipub.engineio.Engine;
import xyz.anipub.engineio.transport.polling.PollingServlet;

/** The long-polling door at another path, of another engine. */
@WebServlet(urlPatterns = "/engine.io/*", asyncSupported = true)
public class EchoServlet extends PollingServlet {

    private static final long serialVersionUID = 1L;

    @Override
    @Inject
    protected void serve(@Echoing Engine served) {
        super.serve(served);
    }
}
