package xyz.anipub.engineio.transport.upgrade;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import xyz.anipub.engineio.transport.websocket.FramedSocket;

/**
 * Takes a connection over from the container when its WebSocket handshake has been accepted, and carries its bytes, past
 * what the container does for each message. Found by {@link java.util.ServiceLoader}; one of them for each
 * {@link UpgradeFilter}, by which all calls come. Thread-safe.
 */
public interface Carrier {

    /** What it carries by, for the log and for whoever looks at the server's health. */
    String name();

    /**
     * Takes the request's connection over: answers 101 by {@link Opening#answer}, and gives the connection to
     * {@link Opening#open}, at once or when the container has let go of it. What the connection receives goes to the
     * {@link FramedSocket} that this returns, in order and from one thread at a time.
     *
     * @throws UnsuitableContainerException if it cannot carry this one; request and response are untouched
     */
    void carry(HttpServletRequest request, HttpServletResponse response, Opening opening)
            throws IOException, ServletException;

    /** Says to all peers that the server goes away, ends the connections, and leaves nothing of itself in the container. */
    void close();
}
