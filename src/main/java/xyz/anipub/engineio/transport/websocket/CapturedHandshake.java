package xyz.anipub.engineio.transport.websocket;

import jakarta.websocket.Extension;
import jakarta.websocket.HandshakeResponse;
import jakarta.websocket.server.HandshakeRequest;
import jakarta.websocket.server.ServerEndpointConfig;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Puts what is known of the handshake into the properties that the socket's session inherits, since the request is dead
 * afterwards: the {@link UpgradeContext}, or at least the headers. It adds headers to the answer, and negotiates no
 * extension: compression of every small frame costs more memory than it saves traffic. Thread-safe.
 */
public class CapturedHandshake extends ServerEndpointConfig.Configurator {

    /** The user property with the context, in a reference that is emptied when it is taken: containers keep the
     * properties as long as the connection, and longer. */
    static final String CONTEXT = UpgradeContext.class.getName();

    /** The user property with the headers, values by lower-case name. */
    static final String HEADERS = CapturedHandshake.class.getName();

    /** A container has one configurator for each endpoint's class. */
    private volatile @Nullable Object endpoint;

    @Override
    public void modifyHandshake(ServerEndpointConfig config, HandshakeRequest request, HandshakeResponse response) {
        UpgradeContext context = UpgradeContext.current();
        if (context != null) {
            config.getUserProperties().put(CONTEXT, new AtomicReference<>(context));
            context.headers().forEach((name, value) -> response.getHeaders().put(name, List.of(value)));
            return;
        }
        Map<String, List<String>> headers = new TreeMap<>();
        request.getHeaders().forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), List.copyOf(values)));
        config.getUserProperties().put(HEADERS, Map.copyOf(headers));
    }

    /**
     * The same for all sockets, since it keeps nothing of them: containers make one for each, with an injection context
     * that stays with the connection. Of two threads that come first, each may get its own.
     */
    @Override
    public <T> T getEndpointInstance(Class<T> type) throws InstantiationException {
        Object made = endpoint;
        if (made == null) {
            made = super.getEndpointInstance(type);
            endpoint = made;
        }
        return type.cast(made);
    }

    @Override
    public List<Extension> getNegotiatedExtensions(List<Extension> installed, List<Extension> requested) {
        return List.of();
    }
}
