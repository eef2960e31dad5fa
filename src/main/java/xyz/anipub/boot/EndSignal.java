package xyz.anipub.boot;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Handles SIGTERM and SIGINT before the container does, which would stop listening first. When the node is empty, or at the second
 * signal, the handler that was there before is called.
 *
 * <p>By {@code sun.misc.Signal}, which every JDK has in its module {@code jdk.unsupported}, and by reflection, as compilers warn of
 * it. Without it, or where the JVM was told to leave signals alone ({@code -Xrs}), nothing is heard, and the container stops at once.
 */
final class EndSignal implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(EndSignal.class.getName());

    /** Modular containers may not show the type to applications. */
    private static final ClassLoader LOADER = ClassLoader.getPlatformClassLoader();

    private static final List<String> NAMES = List.of("TERM", "INT");

    private final Runnable before;
    private final Runnable hurry;
    private final ClassLoader application = Thread.currentThread().getContextClassLoader();
    private final AtomicBoolean heard = new AtomicBoolean();

    private @Nullable Object ours;

    /** Each signal's handler before this one. */
    private final Map<Object, Object> former = new LinkedHashMap<>();

    private volatile boolean closed;

    private EndSignal(Runnable before, Runnable hurry) {
        this.before = before;
        this.hurry = hurry;
    }

    /**
     * @param before runs on a thread of the JVM's, once; the process ends after it
     * @param hurry has it return soon; the signal has come again
     */
    static EndSignal hear(Runnable before, Runnable hurry) {
        EndSignal signal = new EndSignal(before, hurry);
        try {
            signal.listen();
        } catch (ReflectiveOperationException | RuntimeException others) {
            LOG.log(System.Logger.Level.INFO, "This JVM does not tell of SIGTERM: it ends without draining.", others);
        }
        return signal;
    }

    private void listen() throws ReflectiveOperationException {
        ours = Proxy.newProxyInstance(LOADER, new Class<?>[] {handlerType()}, (self, method, arguments) -> {
            if (method.getName().equals("handle")) {
                heard(arguments[0]);
                return null;
            }
            return method.invoke(this, arguments);
        });
        for (String name : NAMES) {
            Object signal = signalType().getConstructor(String.class).newInstance(name);
            former.put(signal, handle(signal, ours));
        }
    }

    private void heard(Object signal) throws ReflectiveOperationException {
        // The JVM's threads for signals have none, and proxies of beans want one.
        Thread.currentThread().setContextClassLoader(application);
        if (!closed && !heard.compareAndSet(false, true)) {
            hurry.run();
            return;
        }
        try {
            if (!closed) {
                before.run();
            }
        } catch (RuntimeException | Error bug) {
            LOG.log(System.Logger.Level.ERROR, "The process ends without having drained", bug);
        } finally {
            // Whatever happens, or nothing but kill -9 ends the process.
            handlerType().getMethod("handle", signalType()).invoke(former.get(signal), signal);
        }
    }

    /** Hears nothing any more. One that was put in front of it stays there. */
    @Override
    public void close() {
        closed = true;
        former.forEach((signal, handler) -> {
            try {
                Object last = handle(signal, handler);
                if (last != ours) {
                    handle(signal, last);
                }
            } catch (ReflectiveOperationException | RuntimeException e) {
                LOG.log(System.Logger.Level.DEBUG, "A handler of signals stays, and does nothing", e);
            }
        });
    }

    private static Object handle(Object signal, Object handler) throws ReflectiveOperationException {
        Method handle = signalType().getMethod("handle", signalType(), handlerType());
        return handle.invoke(null, signal, handler);
    }

    private static Class<?> signalType() throws ClassNotFoundException {
        return type("sun.misc.Signal");
    }

    private static Class<?> handlerType() throws ClassNotFoundException {
        return type("sun.misc.SignalHandler");
    }

    private static Class<?> type(String name) throws ClassNotFoundException {
        return Class.forName(name, true, LOADER);
    }
}
