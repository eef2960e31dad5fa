package xyz.anipub.socketio.cdi;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.inject.Inject;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import xyz.anipub.socketio.event.PayloadCodec;
import xyz.anipub.socketio.server.SocketServer;

/**
 * Finds the beans that handle what happens in namespaces, and declares them on the application's one
 * {@link SocketServer}, before the first client can come. Where there are none it asks for no server.
 *
 * <p>The server gets the application's {@link PayloadCodec} bean, or else a {@link JsonbPayloads}.
 */
@ApplicationScoped
class AnnotatedNamespaces {

    private final BeanManager beans;
    private final Instance<SocketServer> server;
    private final Instance<PayloadCodec> codecs;
    private final Instance<ParameterSource<?>> sources;
    private final RequestScope requests;

    @Inject
    AnnotatedNamespaces(
            BeanManager beans,
            Instance<SocketServer> server,
            Instance<PayloadCodec> codecs,
            @Any Instance<ParameterSource<?>> sources,
            RequestScope requests) {
        this.beans = beans;
        this.server = server;
        this.codecs = codecs;
        this.sources = sources;
        this.requests = requests;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected AnnotatedNamespaces() {
        this(null, null, null, null, null);
    }

    /** An exception from here ends the start of the application. */
    void start(@Observes @Initialized(ApplicationScoped.class) Object started) {
        List<Bean<?>> found = beans.getBeans(Object.class, Any.Literal.INSTANCE).stream()
                .filter(bean -> bean.getBeanClass().isAnnotationPresent(SocketNamespace.class))
                .filter(bean -> bean.getTypes().contains(bean.getBeanClass()))
                .sorted(Comparator.comparing(bean -> bean.getBeanClass().getName()))
                .toList();
        if (found.isEmpty()) {
            return;
        }
        PayloadCodec codec = codecs.isUnsatisfied() ? new JsonbPayloads() : codecs.get();
        server.get().payloads(codec);
        AnnotatedHandlers handlers =
                new AnnotatedHandlers(codec, parameterSources(), call -> () -> requests.call(call));
        found.forEach(bean -> handlers.declare(server.get(), bean.getBeanClass(), reference(bean)));
    }

    /** A dependent object lives as long as the application: the server keeps it. */
    private Object reference(Bean<?> bean) {
        return beans.getReference(bean, bean.getBeanClass(), beans.createCreationalContext(bean));
    }

    private Map<Class<?>, ParameterSource<?>> parameterSources() {
        Map<Class<?>, ParameterSource<?>> byType = new HashMap<>();
        for (Instance.Handle<? extends ParameterSource<?>> handle : sources.handles()) {
            for (Type type : handle.getBean().getTypes()) {
                if (type instanceof ParameterizedType source
                        && source.getRawType() == ParameterSource.class
                        && source.getActualTypeArguments()[0] instanceof Class<?> made) {
                    byType.put(made, handle.get());
                }
            }
        }
        return byType;
    }
}
