package xyz.anipub.store.embedded;

import de.bwaldvogel.mongo.backend.KeyValue;
import de.bwaldvogel.mongo.bson.ObjectId;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.h2.mvstore.WriteBuffer;

/**
 * Writes ids and index keys as the BSON documents that {@link EmbeddedMongoType} reads, without making documents of them:
 * each commit writes again all keys of the pages that it has touched.
 */
final class EmbeddedMongoKey {

    private static final int DOUBLE = 0x01;
    private static final int STRING = 0x02;
    private static final int OBJECT_ID = 0x07;
    private static final int BOOLEAN = 0x08;
    private static final int INT32 = 0x10;
    private static final int INT64 = 0x12;

    private EmbeddedMongoKey() {}

    /** Of fields of these names; ASCII. Each with its zero. */
    static byte[][] names(Stream<String> names) {
        return names.map(name -> (name + '\0').getBytes(StandardCharsets.US_ASCII))
                .toArray(byte[][]::new);
    }

    private static int parts(Object key) {
        return key instanceof KeyValue values ? values.size() : 1;
    }

    private static Object part(Object key, int i) {
        return key instanceof KeyValue values ? values.get(i) : key;
    }

    /**
     * Writes a key, and its size last: to know that before, each text would be encoded twice.
     *
     * @return false if a value is of a type that it does not know; then nothing is written
     */
    static boolean write(byte[][] names, Object key, WriteBuffer out) {
        int begin = out.position();
        putInt(0, out);
        for (int i = 0; i < parts(key); i++) {
            if (!write(names[i], part(key, i), out)) {
                out.position(begin);
                return false;
            }
        }
        out.put((byte) 0);
        out.putInt(begin, Integer.reverseBytes(out.position() - begin));
        return true;
    }

    private static boolean write(byte[] name, Object value, WriteBuffer out) {
        if (value instanceof ObjectId id) {
            begin(OBJECT_ID, name, out).put(id.toByteArray());
        } else if (value instanceof Long number) {
            begin(INT64, name, out).putLong(Long.reverseBytes(number));
        } else if (value instanceof Double number) {
            begin(DOUBLE, name, out).putLong(Long.reverseBytes(Double.doubleToRawLongBits(number)));
        } else if (value instanceof Integer number) {
            putInt(number, begin(INT32, name, out));
        } else if (value instanceof Boolean bit) {
            begin(BOOLEAN, name, out).put((byte) (bit ? 1 : 0));
        } else if (value instanceof String text) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            putInt(bytes.length + 1, begin(STRING, name, out));
            out.put(bytes).put((byte) 0);
        } else {
            return false;
        }
        return true;
    }

    private static WriteBuffer begin(int type, byte[] name, WriteBuffer out) {
        return out.put((byte) type).put(name);
    }

    /** BSON's order of bytes is not the file's. */
    private static void putInt(int value, WriteBuffer out) {
        out.putInt(Integer.reverseBytes(value));
    }
}
