package xyz.anipub.engineio.transport.container.carrier;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import xyz.anipub.engineio.transport.upgrade.Carrier;
import xyz.anipub.engineio.transport.upgrade.Opening;
import xyz.anipub.engineio.transport.upgrade.UnsuitableContainerException;

/** Takes connections over in the way that the Servlet standard has for it, in any container. */
public final class ServletCarrier implements Carrier {

    private final OpenSockets open = new OpenSockets();

    @Override
    public String name() {
        return "Servlet upgrades";
    }

    @Override
    public void carry(HttpServletRequest request, HttpServletResponse response, Opening opening)
            throws IOException, ServletException {
        ServletUpgrade upgrade = new ServletUpgrade(request, opening, open);
        if (upgrade.isUndertows() && request.isSecure()) {
            throw new UnsuitableContainerException("Undertow may keep the end of what is written with TLS");
        }
        opening.answer(response);
        request.upgrade(ServletWire.class).prepare(upgrade);
    }

    @Override
    public void close() {
        open.close();
    }
}
