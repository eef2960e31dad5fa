package xyz.anipub.boot;

import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.CollectionOptions;
import de.bwaldvogel.mongo.backend.CursorRegistry;
import de.bwaldvogel.mongo.backend.QueryResult;
import de.bwaldvogel.mongo.backend.h2.H2Collection;
import de.bwaldvogel.mongo.bson.Document;
import java.util.Comparator;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.h2.mvstore.MVMap;
import org.jspecify.annotations.Nullable;

/** A collection that reads the stretch of an index instead of everything where a query allows it. */
final class EmbeddedMongoCollection extends H2Collection {

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
        Optional<EmbeddedMongoScan> best = getIndexes().stream()
                .filter(EmbeddedMongoIndex.class::isInstance)
                .map(EmbeddedMongoIndex.class::cast)
                .flatMap(index -> EmbeddedMongoScan.of(index, query).stream())
                .max(Comparator.comparingInt(EmbeddedMongoScan::strength));
        if (best.isEmpty()) {
            return super.queryDocuments(query, orderBy, skip, limit, batchSize, projection);
        }
        Document order = Objects.requireNonNullElseGet(orderBy, Document::new);
        boolean sorted = best.get().isSortedBy(order);
        Stream<Document> documents =
                best.get().ids(sorted ? order : new Document()).map(this::getDocument);
        return matchDocumentsFromStream(documents, query, sorted ? null : order, skip, limit, batchSize, projection);
    }
}
