package xyz.anipub.boot;

import com.mongodb.internal.connection.PowerOfTwoBufferPool;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.reflect.Method;

/**
 * The MongoDB driver's pool of buffers: one for all clients, with a thread that prunes it and that no client ends. Each
 * redeployment would leave one, and with it all classes of the application.
 */
final class DriverBuffers {

    private static final Logger LOG = System.getLogger(DriverBuffers.class.getName());

    private DriverBuffers() {}

    /** Ends that thread. Clients still work, and keep the buffers they have. */
    static void endPruning() {
        try {
            Method end = PowerOfTwoBufferPool.class.getDeclaredMethod("disablePruning");
            end.setAccessible(true);
            end.invoke(PowerOfTwoBufferPool.DEFAULT);
        } catch (ReflectiveOperationException | RuntimeException e) {
            LOG.log(Level.DEBUG, "This version of the driver ends its thread otherwise, or not at all", e);
        }
    }
}
