package xyz.anipub.store;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** Records which queries have the embedded store read a whole collection, from now to the end. */
public final class FullReads implements AutoCloseable {

    private final Logger log = Logger.getLogger("xyz.anipub.store.embedded.EmbeddedMongoCollection");
    private final List<String> queries = new CopyOnWriteArrayList<>();
    private final Handler recorder = new Handler() {

        @Override
        public void publish(LogRecord line) {
            queries.add(line.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    public FullReads() {
        log.setLevel(Level.FINE);
        log.addHandler(recorder);
    }

    /** The collection of each, and the fields that it has conditions for. */
    public List<String> queries() {
        return List.copyOf(queries);
    }

    @Override
    public void close() {
        log.removeHandler(recorder);
        log.setLevel(null);
    }
}
