package xyz.anipub.chat.mongo.blob;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.bson.BsonDocument;
import xyz.anipub.chat.blob.Blob;

/** Every use of blobs, for tests that look at the commands. */
public final class BlobUses {

    private BlobUses() {}

    public static void all(MongoBlobs blobs) {
        try {
            Blob blob = blobs.put("users/1", "image/png", new ByteArrayInputStream(new byte[9]), 9)
                    .orElseThrow();
            blobs.of("users/1", 10);
            try (InputStream in = blobs.open(blob.id()).orElseThrow()) {
                in.readAllBytes();
            }
            blobs.delete(blob.id());
        } catch (IOException inMemory) {
            throw new IllegalStateException(inMemory);
        }
    }

    /** Whether the driver looks if there is any blob at all, to make the indexes: it reads one, whichever. */
    public static boolean isFirstLook(BsonDocument command) {
        return command.getFirstKey().equals("find")
                && command.getString("find").getValue().equals("blobs.files")
                && command.getDocument("filter", new BsonDocument()).isEmpty();
    }
}
