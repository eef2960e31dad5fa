package xyz.anipub.chat.mongo;

import com.mongodb.MongoException;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.gridfs.GridFSBucket;
import com.mongodb.client.gridfs.GridFSBuckets;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.bson.Document;
import xyz.anipub.bean.SingletonBean;
import xyz.anipub.chat.StoreAwayException;
import xyz.anipub.chat.UnavailableException;
import xyz.anipub.store.Breaker;
import xyz.anipub.store.FailureTranslation;
import xyz.anipub.store.IndexSetup;
import xyz.anipub.store.OwnCollections;

/**
 * The database as the chat's repositories use it: its collections, and calls that fail as the chat's do.
 *
 * <p>Writes are refused until the unique indexes exist, as the rules of the chat stand on them.
 */
@SingletonBean
public class ChatStore {

    private static final FailureTranslation FAILURES =
            new FailureTranslation(StoreAwayException::new, UnavailableException::new);
    private static final String BLOBS = "blobs";
    private static final Duration TIME_LIMIT = Duration.ofSeconds(5);

    private final MongoDatabase database;
    private final OwnCollections collections;
    private final GridFSBucket blobs;
    private final Breaker breaker = new Breaker();
    private final IndexSetup indexes;

    @Inject
    public ChatStore(MongoDatabase database) {
        this.database = database;
        this.collections = new OwnCollections(database);
        this.blobs = GridFSBuckets.create(database, BLOBS);
        this.indexes = new IndexSetup(collections, Indexes.BY_COLLECTION, Indexes.REPLACED);
    }

    /** Has the database create what is missing of the indexes, in the background. Safe to repeat; waits for nothing. */
    public void beginIndexes() {
        indexes.begin();
    }

    /**
     * As {@link #beginIndexes}, and waits a little for them.
     *
     * @throws UnavailableException if those that are rules are not there then
     */
    public void createIndexes() {
        if (!read(indexes::await)) {
            throw new UnavailableException(indexes.why());
        }
    }

    /** Whether the indexes exist that are rules. */
    public boolean isWritable() {
        return indexes.isOpen();
    }

    /** How far the indexes have come that are rules. */
    public IndexSetup.State indexState() {
        return indexes.state();
    }

    /** Whether no server was found when one was wanted last. */
    public boolean isAway() {
        return breaker.isAway();
    }

    /** May ask the database, the first time, what they are called; see {@link OwnCollections}. */
    public MongoCollection<Document> rooms() {
        return collections.get(OwnCollections.ROOMS);
    }

    /** Another server's rooms, if ours are elsewhere because of them. For reading; may ask the database as {@link #rooms}. */
    public Optional<MongoCollection<Document>> formerRooms() {
        return collections.isShared(OwnCollections.ROOMS)
                ? Optional.of(database.getCollection(OwnCollections.ROOMS))
                : Optional.empty();
    }

    /** How far each of these has been taken over. */
    public MongoCollection<Document> adoptions() {
        return database.getCollection("adoptions");
    }

    public MongoCollection<Document> roomNames() {
        return database.getCollection("room_names");
    }

    public MongoCollection<Document> memberships() {
        return database.getCollection("memberships");
    }

    /** Who may not post in a room, one document for each; at most some hundred in a room. */
    public MongoCollection<Document> mutes() {
        return database.getCollection("mutes");
    }

    /** Who may neither read nor join a room, the same. */
    public MongoCollection<Document> bans() {
        return database.getCollection("bans");
    }

    /** Who was put out of a room a short while ago, the same. */
    public MongoCollection<Document> kicks() {
        return database.getCollection("kicks");
    }

    /** Who has posted when in rooms that are slow. */
    public MongoCollection<Document> turns() {
        return database.getCollection("turns");
    }

    public MongoCollection<Document> reports() {
        return database.getCollection("reports");
    }

    /**
     * The memberships, for marks of what is read. As all that is without journal here: it survives a killed process, but
     * the embedded store does not wait for the disk. A replica set's majority has it in its journals by default.
     */
    public MongoCollection<Document> readMarks() {
        return memberships().withWriteConcern(WriteConcern.MAJORITY);
    }

    /** Beats wait for no disk: with the power every node has ended. */
    MongoCollection<Document> nodes() {
        return database.getCollection("nodes").withWriteConcern(WriteConcern.MAJORITY);
    }

    /** Of a database that one process alone can use: whoever has used it before has ended. */
    public void forgetNodes() {
        read(() -> {
            // Not a drop: the embedded store takes one of what is not there for an error.
            nodes().deleteMany(new Document());
            return true;
        });
    }

    public MongoCollection<Document> invitations() {
        return database.getCollection("invitations");
    }

    /** Who was asked into which room. */
    public MongoCollection<Document> asked() {
        return database.getCollection("asked");
    }

    /** The walk that takes people out of messages, if one has begun: a single document. */
    MongoCollection<Document> erasures() {
        return database.getCollection("erasures");
    }

    public MongoCollection<Document> blocks() {
        return database.getCollection("blocks");
    }

    /** That messages are about people; at most some hundred of each person. */
    public MongoCollection<Document> notices() {
        return database.getCollection("notices");
    }

    public MongoCollection<Document> deletions() {
        return database.getCollection("deletions");
    }

    public MongoCollection<Document> messages() {
        return database.getCollection("messages");
    }

    /**
     * Changes that were begun. Without waiting for the disk: the write that finishes one waits for it, and for all that
     * came before.
     */
    public MongoCollection<Document> changes() {
        return database.getCollection("changes").withWriteConcern(WriteConcern.MAJORITY);
    }

    /** Bytes; they are in {@link #blobFiles} and {@link #blobChunks}. */
    public GridFSBucket blobs() {
        return blobs;
    }

    public MongoCollection<Document> blobFiles() {
        return database.getCollection(BLOBS + ".files");
    }

    public MongoCollection<Document> blobChunks() {
        return database.getCollection(BLOBS + ".chunks");
    }

    /** A collection of versions before this one. Without waiting for the disk; see {@link #claims}. */
    MongoCollection<Document> former(String name) {
        return database.getCollection(name).withWriteConcern(WriteConcern.MAJORITY);
    }

    /** Whether the database has a collection of this name. */
    boolean hasCollection(String name) {
        return read(() -> database.listCollectionNames().into(new ArrayList<>()).contains(name));
    }

    /**
     * The messages, for writes that decide who announces one: they survive a killed process, but do not wait for the
     * disk. A power loss ends every connection, and with it what these writes are about.
     */
    MongoCollection<Document> claims() {
        return messages().withWriteConcern(WriteConcern.MAJORITY);
    }

    /**
     * Runs a read; a failure that passes becomes {@link UnavailableException}. While no server can be found, calls fail at
     * once, all but one a second that asks again: a database that is away must not hold every thread for its time limit.
     */
    public <T> T read(Supplier<T> query) {
        if (!breaker.mayAsk()) {
            throw new StoreAwayException(FailureTranslation.AWAY);
        }
        try {
            T answer = query.get();
            breaker.answered();
            return answer;
        } catch (MongoException failure) {
            breaker.failed(failure);
            throw FAILURES.of(failure);
        }
    }

    /** For how long the driver and the server work on one call, at most. */
    Duration timeLimit() {
        Long limit = database.getTimeout(TimeUnit.MILLISECONDS);
        return limit == null || limit == 0 ? TIME_LIMIT : Duration.ofMillis(limit);
    }

    /** Runs a write, as {@link #read} does, once the indexes exist that are rules. */
    public <T> T write(Supplier<T> command) {
        if (!indexes.isOpen()) {
            throw new StoreAwayException(indexes.why());
        }
        return read(command);
    }
}
