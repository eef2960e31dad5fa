package xyz.anipub.auth.login;

import com.password4j.Argon2Function;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.reflect.Field;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * The library of the password hashes leaves a shutdown hook in the virtual machine for each set of parameters, to end a pool of
 * threads of its own. In a server that goes on without the application it would keep all of the application's classes. The JDK
 * shows its hooks to nobody, so they are taken behind its back; application servers have it open for that, and where it is
 * closed they stay. Thread-safe.
 */
final class PasswordHooks {

    private static final Logger LOG = System.getLogger(PasswordHooks.class.getName());

    private final List<Thread> taken = new CopyOnWriteArrayList<>();

    /** Takes those that this application's library has left since the last time. */
    void take() {
        try {
            for (Thread hook : all()) {
                if (isOurs(hook) && Runtime.getRuntime().removeShutdownHook(hook)) {
                    taken.add(hook);
                }
            }
        } catch (IllegalStateException shutdown) {
            // They run now.
        } catch (ReflectiveOperationException | RuntimeException closed) {
            LOG.log(Level.DEBUG, "Shutdown hooks of the password library stay", closed);
        }
    }

    /** Does what they would have done. By then Payara loads no class of the application's any more. */
    void run() {
        for (Thread hook : taken) {
            hook.run();
        }
    }

    private static List<Thread> all() throws ReflectiveOperationException {
        Class<?> registry = Class.forName("java.lang.ApplicationShutdownHooks");
        Field hooks = registry.getDeclaredField("hooks");
        hooks.setAccessible(true);
        synchronized (registry) {
            Map<?, ?> threads = (Map<?, ?>) hooks.get(null);
            return threads == null
                    ? List.of()
                    : threads.keySet().stream().map(Thread.class::cast).toList();
        }
    }

    private static boolean isOurs(Thread hook) throws ReflectiveOperationException {
        if (!hook.getName().startsWith("password4j")) {
            return false;
        }
        Object task = task(hook);
        return task != null && task.getClass().getClassLoader() == Argon2Function.class.getClassLoader();
    }

    private static @Nullable Object task(Thread hook) throws ReflectiveOperationException {
        try {
            return field(Thread.class, "target", hook);
        } catch (NoSuchFieldException sinceJava19) {
            Object holder = field(Thread.class, "holder", hook);
            return holder == null ? null : field(holder.getClass(), "task", holder);
        }
    }

    private static @Nullable Object field(Class<?> type, String name, Object owner)
            throws ReflectiveOperationException {
        Field field = type.getDeclaredField(name);
        field.setAccessible(true);
        return field.get(owner);
    }
}
