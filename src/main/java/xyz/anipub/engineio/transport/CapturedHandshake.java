package xyz.anipub.engineio.transport;

import jakarta.websocket.Extension;
import jakarta.websocket.HandshakeResponse;
import jakarta.websocket.server.HandshakeRequest;
import jakarta.websocket.server.ServerEndpointConfig;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Puts what is known of the handshake into the properties that the socket's session inherits, since the request is dead
 * afterwards: the {@link Passage}, or at least the headers. It adds headers to the answer, and negotiates no
 * extension: compression of every small frame costs more memory than it saves traffic.
 */
public class CapturedHandshake extends ServerEndpointConfig.Configurator {

    /** The user property with the passage, in a reference that is emptied when it is taken: containers keep the
     * properties as long as the connection, and longer. */
    static final String PASSAGE = Passage.class.getName();

    /** The user property with the headers, values by lower-case name. */
    static final String HEADERS = CapturedHandshake.class.getName();

    @Override
    public void modifyHandshake(ServerEndpointConfig config, HandshakeRequest request, HandshakeResponse response) {
        Passage passage = Passage.current();
        if (passage != null) {
            config.getUserProperties().put(PASSAGE, new AtomicReference<>(passage));
            passage.headers().forEach((name, value) -> response.getHeaders().put(name, List.of(value)));
            return;
        }
        Map<String, List<String>> headers = new TreeMap<>();
        request.getHeaders().forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), List.copyOf(values)));
        config.getUserProperties().put(HEADERS, Map.copyOf(headers));
    }

    @Override
    public List<Extension> getNegotiatedExtensions(List<Extension> installed, List<Extension> requested) {
        return List.of();
    }
}
