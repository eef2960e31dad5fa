package xyz.anipub.trace.json;

import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.Logger;
import xyz.anipub.trace.LogContext;

/**
 * The log as JSON, from {@link #begin} to {@link #close}: where the container writes it, but each line one object, the container's
 * lines as well. What it logs before the application is deployed and after that has ended looks as the container is configured to.
 *
 * <p>Knows {@code java.util.logging} alone, on which both containers stand. One at a time.
 */
public final class JsonLog implements AutoCloseable {

    private final Handler maker = new NamedRecord.Maker();
    /** Loggers are forgotten, with their handlers, if nobody knows them. */
    private final Logger ours = Logger.getLogger("xyz.anipub");

    private final Logger all = Logger.getLogger("");

    private JsonLog() {}

    /** @param node the name of this node, in each line */
    public static JsonLog begin(String node) {
        JsonLog log = new JsonLog();
        log.ours.addHandler(log.maker);
        for (Handler handler : log.all.getHandlers()) {
            Formatter former = handler.getFormatter();
            if (former != null && !(former instanceof JsonFormatter)) {
                handler.setFormatter(new JsonFormatter(node, former));
            }
        }
        LogContext.keep(true);
        return log;
    }

    /** The container's log looks as before. */
    @Override
    public void close() {
        LogContext.keep(false);
        for (Handler handler : all.getHandlers()) {
            if (handler.getFormatter() instanceof JsonFormatter json) {
                handler.setFormatter(json.former());
            }
        }
        ours.removeHandler(maker);
    }
}
