package xyz.anipub.trace.json;

import java.util.Map;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.SimpleFormatter;
import org.jspecify.annotations.Nullable;
import xyz.anipub.trace.LogContext;

/**
 * A record that knows whom it is about: its message is complete, and in place of the message's parameters it has the ids. They are put
 * there on the thread that logs, as some containers format on another one.
 */
final class NamedRecord {

    private record Ids(Map<String, String> byName) {}

    private NamedRecord() {}

    static boolean isOne(LogRecord line) {
        return find(line) != null;
    }

    /** By their names; none of a record of others. */
    static Map<String, String> ids(LogRecord line) {
        Ids ids = find(line);
        return ids == null ? Map.of() : ids.byName();
    }

    private static @Nullable Ids find(LogRecord line) {
        Object[] parameters = line.getParameters();
        return parameters != null && parameters.length == 1 && parameters[0] instanceof Ids ids ? ids : null;
    }

    /** Makes records such; it writes nothing. It has to come before the handlers that write. */
    static final class Maker extends Handler {

        private final SimpleFormatter messages = new SimpleFormatter();

        @Override
        public void publish(LogRecord line) {
            if (!isOne(line)) {
                line.setMessage(messages.formatMessage(line));
                line.setParameters(new Object[] {new Ids(LogContext.ids())});
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
