package xyz.anipub.store.embedded;

import de.bwaldvogel.mongo.backend.KeyValue;
import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.backend.ValueComparator;
import de.bwaldvogel.mongo.bson.BinData;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.bson.ObjectId;
import de.bwaldvogel.mongo.wire.bson.BsonDecoder;
import de.bwaldvogel.mongo.wire.bson.BsonEncoder;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.h2.mvstore.WriteBuffer;
import org.h2.mvstore.type.BasicDataType;

/**
 * How the embedded store's file holds documents, ids and index keys: as BSON, in MongoDB's order of values.
 *
 * <p>The library's own way, Java serialization compared byte by byte, takes four times the space and knows no ranges.
 */
final class EmbeddedMongoType<T> extends BasicDataType<T> {

    /** Of an index, in MongoDB. */
    private static final int MAX_FIELDS = 32;

    /** A whole document; never a key. */
    static final EmbeddedMongoType<Document> DOCUMENT = new EmbeddedMongoType<>(
            Document[]::new, document -> document, document -> document, EmbeddedMongoKey.names(Stream.of()));

    /** An {@code _id}; a missing one is {@link Missing}, because the store's maps know no null. */
    static final EmbeddedMongoType<Object> ID = new EmbeddedMongoType<>(
            Object[]::new,
            id -> new Document("", id instanceof Missing ? null : id),
            document -> Missing.ofNullable(document.get("")),
            EmbeddedMongoKey.names(Stream.of("")));

    /** The values of an index's fields, in the index's order. */
    static final EmbeddedMongoType<KeyValue> KEY = new EmbeddedMongoType<>(
            KeyValue[]::new,
            EmbeddedMongoType::document,
            document -> new KeyValue(document.values()),
            EmbeddedMongoKey.names(IntStream.range(0, MAX_FIELDS).mapToObj(Integer::toString)));

    private final IntFunction<T[]> storage;
    private final Function<T, Document> toDocument;
    private final Function<Document, T> fromDocument;
    /** Of the document's fields, if it is only made of a key; else none. */
    private final byte[][] names;

    private EmbeddedMongoType(
            IntFunction<T[]> storage,
            Function<T, Document> toDocument,
            Function<Document, T> fromDocument,
            byte[][] names) {
        this.storage = storage;
        this.toDocument = toDocument;
        this.fromDocument = fromDocument;
        this.names = names;
    }

    @Override
    public int compare(T a, T b) {
        if (!(a instanceof KeyValue left) || !(b instanceof KeyValue right)) {
            return compareValues(a, b);
        }
        int result = 0;
        for (int i = 0; result == 0 && i < left.size(); i++) {
            result = compareValues(left.get(i), right.get(i));
        }
        return result;
    }

    private static int compareValues(Object a, Object b) {
        if (a instanceof ObjectId left && b instanceof ObjectId right) {
            return left.compareTo(right);
        }
        if (a instanceof Long left && b instanceof Long right) {
            return left.compareTo(right);
        }
        if (a instanceof String left && b instanceof String right) {
            return left.compareTo(right);
        }
        if (a instanceof Double left && b instanceof Double right) {
            return left.compareTo(right);
        }
        int result = ValueComparator.ascWithoutListHandling().compare(a, b);
        boolean compound = a instanceof Map || a instanceof Collection;
        // It calls compounds equal that differ in a nested list.
        return result == 0 && compound
                ? Arrays.compareUnsigned(encode(new Document("", a)), encode(new Document("", b)))
                : result;
    }

    /** A guess in bytes, from which the store derives when to split a page and what its cache holds: asked with each change and each page read. */
    @Override
    public int getMemory(T value) {
        return 64 + 3 * size(value);
    }

    /** About as many bytes as are written. */
    private static int size(Object value) {
        int size = Long.BYTES;
        if (value instanceof String text) {
            size += text.length();
        } else if (value instanceof Map<?, ?> fields) {
            for (Map.Entry<?, ?> field : fields.entrySet()) {
                size += size(field.getKey()) + size(field.getValue());
            }
        } else if (value instanceof Iterable<?> values) {
            for (Object one : values) {
                size += size(one);
            }
        } else if (value instanceof BinData binary) {
            size += binary.getData().length;
        }
        return size;
    }

    @Override
    public void write(WriteBuffer out, T value) {
        if (names.length == 0 || !EmbeddedMongoKey.write(names, value, out)) {
            out.put(encode(toDocument.apply(value)));
        }
    }

    @Override
    public T read(ByteBuffer in) {
        ByteBuf buffer = Unpooled.wrappedBuffer(in);
        T value = fromDocument.apply(BsonDecoder.decodeBson(buffer));
        in.position(in.position() + buffer.readerIndex());
        return value;
    }

    @Override
    public T[] createStorage(int size) {
        return storage.apply(size);
    }

    private static byte[] encode(Document document) {
        ByteBuf buffer = Unpooled.buffer(512);
        BsonEncoder.encodeDocument(document, buffer);
        return ByteBufUtil.getBytes(buffer);
    }

    private static Document document(KeyValue key) {
        Document document = new Document();
        for (int i = 0; i < key.size(); i++) {
            document.put(Integer.toString(i), key.get(i));
        }
        return document;
    }
}
