package xyz.anipub.conformance;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebFilter;
import xyz.anipub.engineio.Engine;
import xyz.anipub.engineio.transport.upgrade.UpgradeFilter;

/** Stands before the WebSocket door at another path, of another engine. */
@WebFilter(urlPatterns = "/engine.io/*", asyncSupported = true)
public class EchoFilter extends UpgradeFilter {

    private static final long serialVersionUID = 1L;

    @Override
    @Inject
    protected void serve(@Echoing Engine served) {
        super.serve(served);
    }
}
