package xyz.anipub.chat.mongo.blob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.Random;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import xyz.anipub.chat.blob.Blob;
import xyz.anipub.chat.mongo.ChatDatabase;
import xyz.anipub.chat.mongo.ChatStore;

/** On the embedded store, or a MongoDB. */
class MongoBlobsTest {

    @RegisterExtension
    static final ChatDatabase MONGO = new ChatDatabase();

    private static ChatStore store;
    private static MongoBlobs blobs;

    @BeforeAll
    static void open() {
        store = MONGO.emptyStore();
        blobs = new MongoBlobs(store);
    }

    private static byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }

    private static Optional<Blob> put(String group, byte[] bytes, long most) throws IOException {
        return blobs.put(group, "image/png", new ByteArrayInputStream(bytes), most);
    }

    private static byte[] read(String id) throws IOException {
        try (InputStream in = blobs.open(id).orElseThrow()) {
            return in.readAllBytes();
        }
    }

    @Test
    void keepsBytesOfManyChunks() throws IOException {
        byte[] large = bytes(700_000);
        Blob kept = put("users/a", large, large.length).orElseThrow();

        assertThat(kept.group()).isEqualTo("users/a");
        assertThat(kept.type()).isEqualTo("image/png");
        assertThat(kept.size()).isEqualTo(large.length);
        assertThat(read(kept.id())).isEqualTo(large);
        assertThat(blobs.find(kept.id())).contains(kept);
        assertThat(put("users/a", new byte[0], 0))
                .hasValueSatisfying(nothing -> assertThat(nothing.size()).isZero());
    }

    @Test
    void keepsNothingOfWhatIsTooMuch() throws IOException {
        long chunks = store.blobChunks().countDocuments();

        assertThat(put("users/b", bytes(600_001), 600_000)).isEmpty();
        assertThat(blobs.of("users/b", 10)).isEmpty();
        assertThat(store.blobChunks().countDocuments()).isEqualTo(chunks);
    }

    @Test
    void keepsNothingOfAStreamThatBreaks() {
        long chunks = store.blobChunks().countDocuments();
        InputStream broken = new InputStream() {
            private int left = 400_000;

            @Override
            public int read() throws IOException {
                if (left-- <= 0) {
                    throw new IOException("gone");
                }
                return 1;
            }
        };

        assertThatThrownBy(() -> blobs.put("users/c", "image/png", broken, 1_000_000))
                .hasMessage("gone");
        assertThat(blobs.of("users/c", 10)).isEmpty();
        assertThat(store.blobChunks().countDocuments()).isEqualTo(chunks);
    }

    @Test
    void forgetsOne() throws IOException {
        Blob first = put("users/d", bytes(10), 10).orElseThrow();
        Blob second = put("users/d", bytes(20), 20).orElseThrow();
        assertThat(blobs.of("users/d", 10)).containsExactly(first, second);
        assertThat(blobs.of("users/d", 1)).containsExactly(first);

        blobs.delete(first.id());
        blobs.delete(first.id());

        assertThat(blobs.find(first.id())).isEmpty();
        assertThat(blobs.open(first.id())).isEmpty();
        assertThat(blobs.of("users/d", 10)).containsExactly(second);
        assertThat(blobs.find(new ObjectId().toHexString())).isEmpty();
    }

    @Test
    void readingWhatWasDeletedMeanwhileSaysSo() throws IOException {
        Blob blob = put("users/e", bytes(600_000), 600_000).orElseThrow();
        try (InputStream in = blobs.open(blob.id()).orElseThrow()) {
            blobs.delete(blob.id());

            assertThatThrownBy(in::readAllBytes).isInstanceOf(IOException.class);
        }
    }
}
