package xyz.anipub.store;

import com.mongodb.MongoException;
import com.mongodb.client.model.IndexModel;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.bson.Document;

/**
 * Creates the indexes of some collections in the background, the unique ones first: they are rules, and nothing may be
 * written without them. The others only make reading fast.
 *
 * <p>An index of a large collection takes its time, so a thread of its own waits for it, for up to {@link #PATIENCE}. A
 * database that refuses one (its documents break the rule, or an index of that name is another) is asked again after
 * {@link #ASK_AGAIN}. Any thread may call; {@code this} guards {@code attempt}, {@code notBefore} and {@code logged}.
 */
public final class IndexSetup {

    /** How long the database may build. */
    static final Duration PATIENCE = Duration.ofHours(12);

    /** How long after a refusal; each attempt may read whole collections. */
    static final Duration ASK_AGAIN = Duration.ofMinutes(1);

    private static final Logger LOG = System.getLogger(IndexSetup.class.getName());
    private static final Duration LITTLE = Duration.ofSeconds(2);
    private static final String AWAY_TEXT = "The database is away: nothing can be stored. Try again in a moment.";
    private static final String REFUSED =
            "The database refuses the index %s of %s, without which nothing can be stored:"
                    + " its operator finds the reason in this server's log.";

    private final OwnCollections collections;
    private final Map<String, List<IndexModel>> indexes;
    private final Map<String, List<String>> replaced;
    private final Duration askAgain;
    private CompletableFuture<Void> attempt = CompletableFuture.completedFuture(null);
    private long notBefore = System.nanoTime();
    /** What was refused last, which is not logged once more at each attempt. */
    private String logged = "";

    private volatile Stage stage = Stage.AWAY;
    private volatile boolean isComplete;

    /** @param indexes by the name of their collection */
    public IndexSetup(OwnCollections collections, Map<String, List<IndexModel>> indexes) {
        this(collections, indexes, Map.of());
    }

    /** @param replaced names of indexes of earlier versions, which go once all others exist */
    public IndexSetup(
            OwnCollections collections, Map<String, List<IndexModel>> indexes, Map<String, List<String>> replaced) {
        this(collections, indexes, replaced, ASK_AGAIN);
    }

    IndexSetup(
            OwnCollections collections,
            Map<String, List<IndexModel>> indexes,
            Map<String, List<String>> replaced,
            Duration askAgain) {
        this.collections = collections;
        this.indexes = indexes;
        this.replaced = replaced;
        this.askAgain = askAgain;
    }

    /** Whether the unique ones exist. */
    public boolean isOpen() {
        return state() == State.OPEN;
    }

    /** How far it has come, as far as the unique ones go. */
    public enum State {
        /** No server has been found yet. */
        AWAY,
        /** Or it waits for the server, which has gone since, to go on. */
        BUILDING,
        /** The database refuses one. */
        REFUSED,
        OPEN
    }

    /**
     * A state, and what it is for whoever wants to write.
     *
     * @param why a sentence; empty if it is open
     */
    private record Stage(State state, String why) {

        static final Stage AWAY = new Stage(State.AWAY, AWAY_TEXT);
        /** It has been found before. */
        static final Stage AWAY_AGAIN = new Stage(State.BUILDING, AWAY_TEXT);

        static final Stage BUILDING = new Stage(
                State.BUILDING,
                "The database's indexes are being built: nothing can be stored until then. Try again in a moment.");
        static final Stage OPEN = new Stage(State.OPEN, "");

        static Stage refused(String why) {
            return new Stage(State.REFUSED, why);
        }
    }

    public State state() {
        return stage.state();
    }

    /** Why it is not open, for who wanted to write. */
    public String why() {
        return stage.why();
    }

    /** Has what is missing created, unless that is going on or was refused lately. Waits for nothing. */
    public void begin() {
        if (!isComplete) {
            attempt();
        }
    }

    /**
     * As {@link #begin}, and waits a little: at most 2 s.
     *
     * @return whether the unique ones exist
     * @throws MongoException if the database could not be asked
     */
    public boolean await() {
        if (isOpen()) {
            return true;
        }
        try {
            attempt().get(LITTLE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException goesOn) {
            buildsOn();
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException failure) {
            if (failure.getCause() instanceof MongoException reason && MongoFailures.isPassing(reason)) {
                throw reason;
            }
        }
        return isOpen();
    }

    /** What was refused before may be built now. */
    private synchronized void buildsOn() {
        if (!attempt.isDone() && state() == State.REFUSED) {
            stage = Stage.BUILDING;
        }
    }

    private synchronized CompletableFuture<Void> attempt() {
        if (attempt.isDone() && notBefore - System.nanoTime() <= 0 && !isComplete) {
            attempt = new CompletableFuture<>();
            CompletableFuture<Void> begun = attempt;
            Thread builder = new Thread(() -> build(begun), "anipub-indexes");
            builder.setDaemon(true);
            builder.start();
        }
        return attempt;
    }

    private void build(CompletableFuture<Void> begun) {
        try {
            find();
            create(IndexSetup::isUnique);
            stage = Stage.OPEN;
            create(model -> !isUnique(model));
            replaced.forEach(this::drop);
            isComplete = true;
            begun.complete(null);
        } catch (RuntimeException | Error failure) {
            failed(begun, failure);
        }
    }

    /** A build may take hours, and says nothing until then: whether a server is there, one that answers at once does. */
    private void find() {
        try {
            collections
                    .database()
                    .withTimeout(LITTLE.toMillis(), TimeUnit.MILLISECONDS)
                    .runCommand(new Document("ping", 1));
        } catch (MongoException failure) {
            if (MongoFailures.isNoServer(failure)) {
                throw failure;
            }
            // Somebody is there. What is wrong the indexes will tell.
        }
        if (stage == Stage.AWAY || stage == Stage.AWAY_AGAIN) {
            stage = Stage.BUILDING;
        }
    }

    private void create(Predicate<IndexModel> which) {
        indexes.forEach(
                (collection, models) -> models.stream().filter(which).forEach(model -> createOne(collection, model)));
    }

    private void createOne(String collection, IndexModel model) {
        try {
            collections
                    .get(collection)
                    .withTimeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                    .createIndexes(List.of(model));
        } catch (MongoException failure) {
            throw MongoFailures.isPassing(failure)
                    ? failure
                    : new RefusedException(collections.name(collection), model, failure);
        }
    }

    private void drop(String collection, List<String> names) {
        for (Document index : collections.get(collection).listIndexes()) {
            if (names.contains(index.getString("name"))) {
                collections.get(collection).dropIndex(index.getString("name"));
            }
        }
    }

    private synchronized void failed(CompletableFuture<Void> begun, Throwable failure) {
        if (failure instanceof MongoException passing) {
            failed(passing);
        } else {
            notBefore = System.nanoTime() + askAgain.toNanos();
            refused(failure);
        }
        begun.completeExceptionally(failure);
    }

    private void failed(MongoException passing) {
        if (isOpen()) {
            return;
        }
        if (!MongoFailures.isNoServer(passing)) {
            stage = Stage.BUILDING;
        } else if (state() != State.AWAY) {
            stage = Stage.AWAY_AGAIN;
        }
    }

    private void refused(Throwable failure) {
        String why = failure instanceof RefusedException refused
                ? REFUSED.formatted(refused.index, refused.collection)
                : "Nothing can be stored: this server's log says why.";
        if (!isOpen()) {
            stage = Stage.refused(why);
        }
        if (!why.equals(logged)) {
            logged = why;
            LOG.log(Level.ERROR, failure.getMessage(), failure);
        }
    }

    private static boolean isUnique(IndexModel model) {
        return model.getOptions().isUnique();
    }

    /** The database's own words, and what an operator does about them. */
    private static final class RefusedException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final String index;
        private final String collection;

        RefusedException(String collection, IndexModel model, MongoException reason) {
            super(message(collection, model, reason), reason);
            this.index = keys(model);
            this.collection = collection;
        }

        private static String keys(IndexModel model) {
            return String.join(", ", model.getKeys().toBsonDocument().keySet());
        }

        private static String message(String collection, IndexModel model, MongoException reason) {
            String what = MongoFailures.isDuplicate(reason)
                    ? "Some of its documents have the same value there. If it is the database of another application,"
                            + " let MONGODB_URI name one of the chat's own; else change or remove all but one of them."
                    : "If an index of another kind is in its place, drop it.";
            return "The database refuses the %sindex (%s) of %s. %s It is tried again every minute.%s"
                    .formatted(
                            isUnique(model) ? "unique " : "",
                            keys(model),
                            collection,
                            what,
                            isUnique(model) ? " Until then nothing can be stored." : "");
        }
    }
}
