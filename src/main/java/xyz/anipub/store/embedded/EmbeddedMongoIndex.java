package xyz.anipub.store.embedded;

import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.backend.AbstractUniqueIndex;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.backend.KeyValue;
import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.BadValueException;
import de.bwaldvogel.mongo.exception.DuplicateKeyError;
import de.bwaldvogel.mongo.exception.KeyConstraintError;
import java.util.Collection;
import java.util.List;
import java.util.Map.Entry;
import java.util.Set;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.h2.mvstore.Cursor;
import org.h2.mvstore.MVMap;
import org.jspecify.annotations.Nullable;

/**
 * A unique index of the embedded store whose keys lie in order, so that it serves ranges and sorting. It may be partial.
 *
 * <p>It takes no arrays: one document has one key.
 */
final class EmbeddedMongoIndex extends AbstractUniqueIndex<Object> {

    private final MVMap<KeyValue, Object> ids;
    private final List<String[]> paths;
    private final EmbeddedMongoFilter filter;
    private final boolean wasThere;

    /** @param wasThere whether it has its entries already, even if these are none */
    EmbeddedMongoIndex(
            MVMap<KeyValue, Object> ids,
            String name,
            List<IndexKey> keys,
            boolean sparse,
            EmbeddedMongoFilter filter,
            boolean wasThere) {
        super(name, keys, sparse);
        this.ids = ids;
        paths = keys.stream().map(key -> key.getKey().split("\\.")).toList();
        this.filter = filter;
        this.wasThere = wasThere;
    }

    /** Whether all matches of a query with these {@linkplain EmbeddedMongoScan#conditions conditions} are in it. */
    boolean serves(Document conditions) {
        return filter.isImpliedBy(conditions);
    }

    /** One that is not is not filled again. */
    @Override
    public boolean isEmpty() {
        return !wasThere && super.isEmpty();
    }

    @Override
    public synchronized boolean canHandle(Document query) {
        return (filter.isEmpty() || serves(EmbeddedMongoScan.conditions(query))) && super.canHandle(query);
    }

    /** Whether a document may be missing in it. */
    @Override
    protected boolean isSparse() {
        return super.isSparse() || !filter.isEmpty();
    }

    /** Whether documents without its fields are in it, under null. */
    boolean holdsMissing() {
        return !super.isSparse();
    }

    List<String> fields() {
        return keys();
    }

    /** The ids of the entries from {@code low} to {@code high}, both included; read lazily, in the asked order. */
    Stream<Object> scan(KeyValue low, KeyValue high, boolean descending) {
        Cursor<KeyValue, Object> cursor = descending ? ids.cursor(high, low, true) : ids.cursor(low, high, false);
        Spliterator<KeyValue> keys = Spliterators.spliteratorUnknownSize(cursor, Spliterator.ORDERED);
        return StreamSupport.stream(keys, false).map(key -> cursor.getValue());
    }

    @Override
    public synchronized void checkAdd(Document document, MongoCollection<Object> collection) {
        if (covers(document)) {
            if (ids.containsKey(entry(document))) {
                throw new DuplicateKeyError(this, collection, getKeys(), key(document));
            }
        }
    }

    @Override
    public synchronized void add(Document document, Object id, MongoCollection<Object> collection) {
        if (covers(document)) {
            if (!putKeyPosition(entry(document), id)) {
                throw new DuplicateKeyError(this, collection, getKeys(), key(document));
            }
        }
    }

    private boolean covers(Document document) {
        return filter.covers(document) && (!isSparse() || hasField(document));
    }

    private boolean hasField(Document document) {
        for (String[] path : paths) {
            if (!(value(document, path) instanceof Missing)) {
                return true;
            }
        }
        return false;
    }

    /** The first array that is met, if there is one. */
    private static Object value(Document document, String[] path) {
        Object value = document;
        for (int i = 0; i < path.length && !(value instanceof Collection); i++) {
            value = value instanceof Document fields && fields.containsKey(path[i])
                    ? fields.get(path[i])
                    : Missing.getInstance();
        }
        return value;
    }

    /** As in the document, which has one only; an array must not have more. */
    private KeyValue key(Document document) {
        Object[] values = new Object[paths.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = value(document, paths.get(i));
            if (values[i] instanceof Collection) {
                return onlyKey(super.getKeyValues(document));
            }
        }
        return new KeyValue(values);
    }

    /** The key as it is in the index. */
    private KeyValue entry(Document document) {
        return key(document).normalized();
    }

    private KeyValue onlyKey(Set<KeyValue> keys) {
        if (keys.size() != 1) {
            throw new BadValueException("The embedded store cannot index an array: " + getName());
        }
        return keys.iterator().next();
    }

    @Override
    public Set<KeyValue> getKeyValues(Document document) {
        return Set.of(entry(document));
    }

    @Override
    public synchronized @Nullable Object remove(Document document) {
        return covers(document) ? removeDocument(entry(document)) : null;
    }

    @Override
    public @Nullable Object getPosition(Document document) {
        return covers(document) ? getPosition(entry(document)) : null;
    }

    @Override
    public synchronized void checkUpdate(Document before, Document after, MongoCollection<Object> collection) {
        if (!filter.covers(before)) {
            checkAdd(after, collection);
        } else if (filter.covers(after)) {
            super.checkUpdate(before, after, collection);
        }
    }

    @Override
    public void updateInPlace(Document before, Document after, Object id, MongoCollection<Object> collection)
            throws KeyConstraintError {
        if (filter.covers(before) && filter.covers(after)) {
            super.updateInPlace(before, after, id, collection);
        } else {
            remove(before);
            add(after, id, collection);
        }
    }

    @Override
    protected @Nullable Object removeDocument(KeyValue key) {
        return ids.remove(key);
    }

    @Override
    protected boolean putKeyPosition(KeyValue key, Object id) {
        return ids.putIfAbsent(key, Missing.ofNullable(id)) == null;
    }

    @Override
    protected Iterable<Entry<KeyValue, Object>> getIterable() {
        return ids.entrySet();
    }

    @Override
    protected @Nullable Object getPosition(KeyValue key) {
        return ids.get(key);
    }

    @Override
    public long getCount() {
        return ids.sizeAsLong();
    }

    @Override
    public long getDataSize() {
        return getCount();
    }
}
