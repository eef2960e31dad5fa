package xyz.anipub.store.embedded;

import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.backend.AbstractSynchronizedMongoDatabase;
import de.bwaldvogel.mongo.backend.CollectionOptions;
import de.bwaldvogel.mongo.backend.CursorRegistry;
import de.bwaldvogel.mongo.backend.DatabaseResolver;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.backend.KeyValue;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.oplog.Oplog;
import io.netty.channel.Channel;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.h2.mvstore.MVMap;
import xyz.anipub.store.embedded.file.JournaledStore;

/** One database of the embedded store: which map of the file holds which collection and which index. */
final class EmbeddedMongoDatabase extends AbstractSynchronizedMongoDatabase<Object> {

    static final String DOCUMENTS = "documents.";
    private static final String META = "meta.";
    private static final String INDEX = "index.";

    private final JournaledStore store;

    /** The index that is being created, which is not among the others yet. */
    private Optional<Document> creating = Optional.empty();

    EmbeddedMongoDatabase(String name, JournaledStore store, CursorRegistry cursors) {
        super(name, cursors);
        this.store = store;
        initializeNamespacesAndIndexes();
    }

    @Override
    public Document handleCommand(
            Channel channel, String command, Document query, DatabaseResolver databases, Oplog oplog) {
        Optional<Document> count = EmbeddedMongoReplies.count(query);
        if (count.isPresent()) {
            String namespace = getFullCollectionNamespace((String) query.get(command));
            Document reply = super.handleCommand(channel, "count", count.get(), databases, oplog);
            return EmbeddedMongoReplies.counted(namespace, reply);
        }
        Optional<Document> matches = EmbeddedMongoReplies.matches(query);
        if (matches.isPresent()
                && resolveCollection((String) query.get(command), false)
                        instanceof EmbeddedMongoCollection collection) {
            return collection.narrowed(
                    matches.get(), () -> super.handleCommand(channel, command, query, databases, oplog));
        }
        Document reply = super.handleCommand(channel, command, query, databases, oplog);
        return EmbeddedMongoReplies.corrected(query, reply);
    }

    @Override
    protected MongoCollection<Object> openOrCreateCollection(String name, CollectionOptions options) {
        String fullName = getFullCollectionNamespace(name);
        MVMap<Object, Document> documents =
                store.openMap(DOCUMENTS + fullName, EmbeddedMongoType.ID, EmbeddedMongoType.DOCUMENT);
        MVMap<String, Object> meta = store.openMap(META + fullName);
        return new EmbeddedMongoCollection(this, name, options, documents, meta, cursorRegistry);
    }

    @Override
    protected Index<Object> openOrCreateUniqueIndex(
            String collection, String name, List<IndexKey> keys, boolean sparse) {
        boolean wasThere = store.hasMap(indexMap(collection, name));
        MVMap<KeyValue, Object> ids =
                store.openMap(indexMap(collection, name), EmbeddedMongoType.KEY, EmbeddedMongoType.ID);
        return new EmbeddedMongoIndex(ids, name, keys, sparse, filter(collection, name), wasThere);
    }

    @Override
    protected void addIndex(Document description) {
        // The first index of a collection creates that, and with it the one of its ids.
        Optional<Document> outer = creating;
        creating = Optional.of(description);
        try {
            super.addIndex(description);
        } finally {
            creating = outer;
        }
    }

    private EmbeddedMongoFilter filter(String collection, String name) {
        Stream<Document> known = Optional.ofNullable(indexes.get()).stream().flatMap(all -> all.queryAllAsStream());
        return Stream.concat(creating.stream(), known)
                .filter(index -> name.equals(index.get("name"))
                        && getFullCollectionNamespace(collection).equals(index.get("ns")))
                .findFirst()
                .map(index -> index.get("partialFilterExpression"))
                .map(expression -> new EmbeddedMongoFilter((Document) expression))
                .orElseGet(EmbeddedMongoFilter::all);
    }

    /** A plain index is one that the {@code _id} as its last field makes unique. */
    @Override
    protected Index<Object> openOrCreateSecondaryIndex(
            String collection, String name, List<IndexKey> keys, boolean sparse) {
        boolean hasId = keys.stream().anyMatch(key -> key.getKey().equals("_id"));
        List<IndexKey> unique = hasId
                ? keys
                : Stream.concat(keys.stream(), Stream.of(new IndexKey("_id", true)))
                        .toList();
        return openOrCreateUniqueIndex(collection, name, unique, sparse);
    }

    private String indexMap(String collection, String name) {
        return INDEX + getFullCollectionNamespace(collection) + "." + name;
    }

    @Override
    protected void dropIndex(MongoCollection<Object> collection, String name) {
        super.dropIndex(collection, name);
        store.removeMap(indexMap(collection.getCollectionName(), name));
    }

    @Override
    public void dropCollection(String name, Oplog oplog) {
        super.dropCollection(name, oplog);
        String fullName = getFullCollectionNamespace(name);
        store.removeMap(DOCUMENTS + fullName);
        store.removeMap(META + fullName);
    }

    @Override
    protected long getStorageSize() {
        return store.file().size();
    }

    @Override
    protected long getFileSize() {
        return getStorageSize();
    }
}
