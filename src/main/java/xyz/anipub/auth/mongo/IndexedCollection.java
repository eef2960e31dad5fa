package xyz.anipub.auth.mongo;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.IndexModel;
import java.util.List;
import org.bson.Document;

/**
 * A collection that is written to only once its indexes exist, since some of them are rules. Threads that come first
 * create them side by side, which is harmless.
 */
final class IndexedCollection {

    private final MongoCollection<Document> collection;
    private final List<IndexModel> indexes;
    private volatile boolean indexed;

    IndexedCollection(MongoCollection<Document> collection, List<IndexModel> indexes) {
        this.collection = collection;
        this.indexes = indexes;
    }

    MongoCollection<Document> forReading() {
        return collection;
    }

    /** @throws xyz.anipub.auth.UnavailableException if the indexes are not there yet and cannot be created now */
    MongoCollection<Document> forWriting() {
        if (!indexed) {
            StoreCall.answer(() -> collection.createIndexes(indexes));
            indexed = true;
        }
        return collection;
    }
}
