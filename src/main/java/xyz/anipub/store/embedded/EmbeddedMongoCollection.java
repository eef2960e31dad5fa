package xyz.anipub.store.embedded;

import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.CollectionOptions;
import de.bwaldvogel.mongo.backend.CursorRegistry;
import de.bwaldvogel.mongo.backend.QueryResult;
import de.bwaldvogel.mongo.backend.h2.H2Collection;
import de.bwaldvogel.mongo.bson.Document;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.h2.mvstore.MVMap;
import org.jspecify.annotations.Nullable;

/** A collection that reads the stretch of an index instead of everything where a query allows it. */
final class EmbeddedMongoCollection extends H2Collection {

    private static final Logger LOG = System.getLogger(EmbeddedMongoCollection.class.getName());

    /** What the aggregation that runs now reads; only one can, as there is one thread. */
    private Optional<Supplier<Stream<Document>>> narrowed = Optional.empty();

    EmbeddedMongoCollection(
            MongoDatabase database,
            String name,
            CollectionOptions options,
            MVMap<Object, Document> documents,
            MVMap<String, Object> meta,
            CursorRegistry cursors) {
        super(database, name, options, documents, meta, cursors);
    }

    @Override
    protected QueryResult queryDocuments(
            Document query,
            @Nullable Document orderBy,
            int skip,
            int limit,
            int batchSize,
            @Nullable Document projection) {
        Document order = Objects.requireNonNullElseGet(orderBy, Document::new);
        Optional<EmbeddedMongoPlan> plan =
                plan(query).or(() -> EmbeddedMongoPlan.sorted(embeddedIndexes(), query, order));
        if (plan.isEmpty()) {
            return super.queryDocuments(query, orderBy, skip, limit, batchSize, projection);
        }
        boolean sorted = plan.get().isSortedBy(order);
        Stream<Document> documents =
                plan.get().ids(sorted ? order : new Document()).map(this::getDocument);
        return matchDocumentsFromStream(documents, query, sorted ? null : order, skip, limit, batchSize, projection);
    }

    /** Reads everything: no index narrows the query. */
    @Override
    protected QueryResult matchDocuments(
            Document query,
            @Nullable Document orderBy,
            int skip,
            int limit,
            int batchSize,
            @Nullable Document projection) {
        logFullRead(query);
        return super.matchDocuments(query, orderBy, skip, limit, batchSize, projection);
    }

    private void logFullRead(Document query) {
        LOG.log(
                Level.DEBUG,
                () -> getCollectionName() + ": no index for "
                        + EmbeddedMongoScan.conditions(query).keySet());
    }

    private Optional<EmbeddedMongoPlan> plan(Document query) {
        return EmbeddedMongoPlan.of(embeddedIndexes(), query);
    }

    private List<EmbeddedMongoIndex> embeddedIndexes() {
        return getIndexes().stream()
                .filter(EmbeddedMongoIndex.class::isInstance)
                .map(EmbeddedMongoIndex.class::cast)
                .toList();
    }

    /**
     * Lets what runs read no more than the matches of a query and perhaps others, where an aggregation would read
     * everything; its own stages sort out the rest.
     */
    <T> T narrowed(Document query, Supplier<T> aggregation) {
        Optional<EmbeddedMongoPlan> plan = plan(query);
        if (plan.isEmpty()) {
            logFullRead(query);
        }
        narrowed = plan.map(stretch -> () -> stretch.ids(new Document()).map(this::getDocument));
        try {
            return aggregation.get();
        } finally {
            narrowed = Optional.empty();
        }
    }

    /** Nobody asks for the size of all documents, for which each would be encoded once more with each change. */
    @Override
    protected boolean tracksDataSize() {
        return false;
    }

    @Override
    public Stream<Document> queryAllAsStream() {
        return narrowed.map(Supplier::get).orElseGet(super::queryAllAsStream);
    }
}
