package xyz.anipub.auth;

import com.password4j.Argon2Function;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.reflect.Field;
import java.util.List;
import java.util.Map;

/**
 * The library of the password hashes leaves a shutdown hook in the virtual machine for each set of parameters, to end a pool of
 * threads of its own. A server that goes on without the application would keep all of the application's classes for them. The JDK
 * tells its hooks to nobody, so they are looked for behind its back; application servers have it open for that.
 */
final class PasswordHooks {

    private static final Logger LOG = System.getLogger(PasswordHooks.class.getName());

    private PasswordHooks() {}

    /** Does what the hooks of this application's library would do, and takes them away; nothing where the JDK is closed. */
    static void remove() {
        try {
            for (Thread hook : all()) {
                if (isOurs(hook)) {
                    Runtime.getRuntime().removeShutdownHook(hook);
                    hook.run();
                }
            }
        } catch (IllegalStateException shutdown) {
            // They run now.
        } catch (ReflectiveOperationException | RuntimeException closed) {
            LOG.log(Level.DEBUG, "Shutdown hooks of the password library stay", closed);
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
        Field target = Thread.class.getDeclaredField("target");
        target.setAccessible(true);
        Object task = target.get(hook);
        return hook.getName().startsWith("password4j")
                && task != null
                && task.getClass().getClassLoader() == Argon2Function.class.getClassLoader();
    }
}
