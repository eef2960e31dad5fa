package xyz.anipub.socketio.cdi;

import java.util.Map;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;
import xyz.anipub.socketio.Handling;
import xyz.anipub.socketio.event.PayloadCodec;
import xyz.anipub.socketio.server.SocketServer;

/**
 * Puts objects of classes that are annotated with {@link SocketNamespace} into their namespaces. In a container
 * {@link AnnotatedNamespaces} does it for all beans; without one, as in tests, this is the way. Immutable.
 */
public final class AnnotatedHandlers {

    private final Parameters parameters;
    private final UnaryOperator<Supplier<@Nullable Object>> surroundings;

    /**
     * @param codec makes the arguments; the server's own should be the same
     * @param sources parameters of the application's own, by their class
     */
    public AnnotatedHandlers(PayloadCodec codec, Map<Class<?>, ParameterSource<?>> sources) {
        this(codec, sources, UnaryOperator.identity());
    }

    AnnotatedHandlers(
            PayloadCodec codec,
            Map<Class<?>, ParameterSource<?>> sources,
            UnaryOperator<Supplier<@Nullable Object>> surroundings) {
        this.parameters = new Parameters(codec, Map.copyOf(sources));
        this.surroundings = surroundings;
    }

    /**
     * Declares the handlers of an object; to be called before the first client comes.
     *
     * @throws InvalidHandlerException if a method cannot be called, or the class put anywhere, the way it is declared
     */
    public void declare(SocketServer server, Object handlers) {
        declare(server, handlers.getClass(), handlers);
    }

    /** @param bean of the class, or a proxy of it */
    void declare(SocketServer server, Class<?> type, Object bean) {
        new HandlerClass(type, parameters, surroundings).declare(target(server, type), bean);
    }

    private static Handling target(SocketServer server, Class<?> type) {
        SocketNamespace namespace = type.getAnnotation(SocketNamespace.class);
        if (namespace.pattern().isEmpty()) {
            return server.of(namespace.value());
        } else if (!namespace.value().equals("/")) {
            throw new InvalidHandlerException(type, "has a name of a namespace and a pattern: which is it?");
        }
        try {
            return server.of(Pattern.compile(namespace.pattern()));
        } catch (PatternSyntaxException e) {
            throw new InvalidHandlerException(type, String.valueOf(e.getMessage()));
        }
    }
}
