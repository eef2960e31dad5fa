package xyz.anipub.chat.mongo;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoException;
import com.mongodb.MongoExecutionTimeoutException;
import com.mongodb.MongoNodeIsRecoveringException;
import com.mongodb.MongoNotPrimaryException;
import com.mongodb.MongoServerException;
import com.mongodb.MongoWriteConcernException;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.bson.Document;
import xyz.anipub.chat.UnavailableException;

/**
 * The database as the chat's repositories use it: its collections, and one translation of the driver's failures.
 *
 * <p>Writes are refused until the indexes exist, as the rules of the chat stand on them.
 */
@ApplicationScoped
public class ChatStore {

    private static final String AWAY = "The database is away. Try again in a moment.";
    private static final Duration ASK_AGAIN = Duration.ofSeconds(1);
    private static final long REACHABLE = 0;

    private final MongoDatabase database;

    /** Until when calls fail at once, on the clock of {@link System#nanoTime()}. */
    private final AtomicLong awayUntil = new AtomicLong(REACHABLE);

    private volatile boolean writable;

    @Inject
    public ChatStore(MongoDatabase database) {
        this.database = database;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected ChatStore() {
        this(null);
    }

    /**
     * Creates the indexes, once the database can be reached, and opens the store for writes. Safe to repeat.
     *
     * @throws UnavailableException if the database cannot be reached
     */
    public void createIndexes() {
        read(() -> {
            Indexes.create(database);
            return true;
        });
        writable = true;
    }

    /** Whether the indexes exist. */
    public boolean isWritable() {
        return writable;
    }

    MongoCollection<Document> rooms() {
        return database.getCollection("rooms");
    }

    MongoCollection<Document> memberships() {
        return database.getCollection("memberships");
    }

    /** The memberships, for marks of what is read; they survive a killed process, but do not wait for the disk. */
    MongoCollection<Document> readMarks() {
        return memberships().withWriteConcern(WriteConcern.MAJORITY);
    }

    MongoCollection<Document> deletions() {
        return database.getCollection("deletions");
    }

    MongoCollection<Document> messages() {
        return database.getCollection("messages");
    }

    /**
     * Changes that were begun. Without waiting for the disk: the write that finishes one waits for it, and for all that
     * came before.
     */
    MongoCollection<Document> changes() {
        return database.getCollection("changes").withWriteConcern(WriteConcern.MAJORITY);
    }

    /** Without waiting for the disk; see {@link #claims}. */
    MongoCollection<Document> echoes() {
        return database.getCollection("echoes").withWriteConcern(WriteConcern.MAJORITY);
    }

    /**
     * The messages, for writes that decide who announces one: they survive a killed process, but do not wait for the
     * disk. A power loss ends every connection, and with it what these writes are about.
     */
    MongoCollection<Document> claims() {
        return messages().withWriteConcern(WriteConcern.MAJORITY);
    }

    /**
     * Runs a read; a failure to reach the database becomes {@link UnavailableException}. For a second after one, calls
     * fail at once, all but one that asks again: a database that is away must not hold every thread for its time limit.
     */
    <T> T read(Supplier<T> query) {
        long blockedUntil = awayUntil.get();
        if (blockedUntil != REACHABLE) {
            long now = System.nanoTime();
            if (blockedUntil - now > 0 || !awayUntil.compareAndSet(blockedUntil, now + ASK_AGAIN.toNanos())) {
                throw new UnavailableException(AWAY);
            }
        }
        try {
            T answer = query.get();
            if (blockedUntil != REACHABLE) {
                awayUntil.set(REACHABLE);
            }
            return answer;
        } catch (MongoException failure) {
            if (isBug(failure)) {
                throw failure;
            }
            // One query that was too slow, or one write, says nothing about the others.
            if (!(failure instanceof MongoExecutionTimeoutException) && !(failure instanceof MongoServerException)) {
                awayUntil.set(System.nanoTime() + ASK_AGAIN.toNanos());
            }
            throw new UnavailableException(AWAY, failure);
        }
    }

    /** Runs a write, as {@link #read} does, once the indexes exist. */
    <T> T write(Supplier<T> command) {
        if (!writable) {
            throw new UnavailableException("The database is away: nothing can be stored. Try again in a moment.");
        }
        return read(command);
    }

    /**
     * An answer of a healthy server that nobody expected, as against one that never came. A bulk write without a refused
     * write failed for its write concern.
     */
    private static boolean isBug(MongoException failure) {
        return failure instanceof MongoServerException
                && !(failure instanceof MongoNotPrimaryException)
                && !(failure instanceof MongoNodeIsRecoveringException)
                && !(failure instanceof MongoWriteConcernException)
                && !(failure instanceof MongoBulkWriteException bulk
                        && bulk.getWriteErrors().isEmpty());
    }
}
