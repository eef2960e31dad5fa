package xyz.anipub.store.embedded;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import de.bwaldvogel.mongo.backend.KeyValue;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.bson.ObjectId;
import de.bwaldvogel.mongo.wire.bson.BsonEncoder;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.h2.mvstore.WriteBuffer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Files written before there was {@link EmbeddedMongoKey} hold keys as the library encodes them; so must those of today. */
class EmbeddedMongoKeyTest {

    static Stream<List<Object>> keys() {
        return Stream.of(
                List.of(new ObjectId()),
                List.of(new ObjectId(), 7L),
                List.of(Long.MIN_VALUE, Integer.MAX_VALUE, -0.0, true, false),
                List.of("", "naïve \u00e4\u6f22\ud83d\ude00", "a"),
                List.of(new ObjectId(), Instant.ofEpochMilli(1)),
                List.of(new Document("a", 1), "b"));
    }

    @ParameterizedTest
    @MethodSource("keys")
    void aKeyIsWrittenAsTheLibraryEncodesIt(List<Object> values) {
        KeyValue key = new KeyValue(values);
        Document document = new Document();
        for (int i = 0; i < values.size(); i++) {
            document.put(String.valueOf(i), values.get(i));
        }

        assertArrayEquals(encoded(document), written(EmbeddedMongoType.KEY, key));
        assertEquals(key, EmbeddedMongoType.KEY.read(ByteBuffer.wrap(encoded(document))));
    }

    @ParameterizedTest
    @MethodSource("keys")
    void anIdIsWrittenAsTheLibraryEncodesIt(List<Object> values) {
        Object id = values.get(0);

        assertArrayEquals(encoded(new Document("", id)), written(EmbeddedMongoType.ID, id));
    }

    private static <T> byte[] written(EmbeddedMongoType<T> type, T value) {
        WriteBuffer out = new WriteBuffer();
        int begin = out.put("behind others".getBytes(StandardCharsets.US_ASCII)).position();
        type.write(out, value);
        byte[] bytes = new byte[out.position() - begin];
        out.position(begin).get(bytes);
        assertTrue(type.getMemory(value) > bytes.length, "the guess is no less than what is written");
        return bytes;
    }

    private static byte[] encoded(Document document) {
        ByteBuf buffer = Unpooled.buffer();
        BsonEncoder.encodeDocument(document, buffer);
        return ByteBufUtil.getBytes(buffer);
    }
}
