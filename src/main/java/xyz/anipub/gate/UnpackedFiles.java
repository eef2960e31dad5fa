package xyz.anipub.gate;

import java.lang.System.Logger.Level;
import java.lang.reflect.Field;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.glassfish.grizzly.IOStrategy;

/**
 * What Payara Micro unpacks into a temporary folder, the application's classes among it. Payara deletes that as soon as the
 * process is told to end, beside the application that stops: a class that it needs for the first time then is missing, and
 * the rest of its end does not happen. Here the deletion waits until the server has stopped.
 */
final class UnpackedFiles {

    private static final String LEFT_ALONE =
            "This server may delete the application's classes while the application stops. Use the"
                    + " version of Payara Micro that the POM names.";

    private static final System.Logger LOG = System.getLogger(UnpackedFiles.class.getName());

    /** After so long they are deleted all the same: whoever tells the process to end kills it sooner. */
    private static final long PATIENCE_SECONDS = 60;

    private final CountDownLatch serverStopped = new CountDownLatch(1);

    /** Has them deleted after {@link #serverStopped}. A server that deletes them otherwise is warned of, and left alone. */
    void keep() {
        try {
            Field field = Class.forName("com.sun.enterprise.util.io.FileUtils", true, IOStrategy.class.getClassLoader())
                    .getDeclaredField("FILE_DELETION_ON_EXIT");
            field.setAccessible(true);
            Thread deletion = (Thread) field.get(null);
            if (Runtime.getRuntime().removeShutdownHook(deletion)) {
                Runtime.getRuntime().addShutdownHook(new Thread(() -> deleteBy(deletion), "anipub-unpacked-files"));
            } else {
                LOG.log(Level.WARNING, LEFT_ALONE);
            }
        } catch (ReflectiveOperationException | RuntimeException otherServer) {
            LOG.log(Level.WARNING, LEFT_ALONE, otherServer);
        }
    }

    /** They are needed no longer. */
    void serverStopped() {
        serverStopped.countDown();
    }

    private void deleteBy(Thread deletion) {
        try {
            if (!serverStopped.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                LOG.log(Level.DEBUG, "the server has not stopped");
            }
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
        deletion.run();
    }
}
