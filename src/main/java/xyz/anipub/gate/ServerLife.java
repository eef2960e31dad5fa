package xyz.anipub.gate;

import java.lang.System.Logger.Level;
import java.lang.reflect.Proxy;
import java.util.function.Consumer;
import org.glassfish.grizzly.IOStrategy;

/** What Payara tells of its life, by the names of its events. Its classes are in no public repository, hence reflection. */
final class ServerLife {

    private static final System.Logger LOG = System.getLogger(ServerLife.class.getName());

    private ServerLife() {}

    /**
     * Calls the listener with the name of each event, from the thread that caused it.
     *
     * @return whether it will be called; a server without such events is warned of
     */
    static boolean follow(Consumer<String> listener) {
        try {
            ClassLoader server = IOStrategy.class.getClassLoader();
            Class<?> listenerType = Class.forName("org.glassfish.api.event.EventListener", true, server);
            Class<?> eventType = Class.forName(listenerType.getName() + "$Event", true, server);
            Class<?> eventsType = Class.forName("org.glassfish.api.event.Events", true, server);
            Object events = Class.forName("org.glassfish.internal.api.Globals", true, server)
                    .getMethod("get", Class.class)
                    .invoke(null, eventsType);
            Object proxy = Proxy.newProxyInstance(
                    server, new Class<?>[] {listenerType}, (self, method, arguments) -> switch (method.getName()) {
                        case "event" -> {
                            listener.accept((String) eventType.getMethod("name").invoke(arguments[0]));
                            yield null;
                        }
                        case "equals" -> self == arguments[0];
                        case "hashCode" -> System.identityHashCode(self);
                        default -> ServerLife.class.getName();
                    });
            eventsType.getMethod("register", listenerType).invoke(events, proxy);
            return true;
        } catch (ReflectiveOperationException | RuntimeException otherServer) {
            LOG.log(
                    Level.WARNING,
                    "This server does not tell when its application runs: while it starts and stops it answers by itself,"
                            + " 404 and 500. Use the version of Payara Micro that the POM names.",
                    otherServer);
            return false;
        }
    }
}
