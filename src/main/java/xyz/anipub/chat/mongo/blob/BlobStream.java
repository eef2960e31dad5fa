package xyz.anipub.chat.mongo.blob;

import com.mongodb.MongoGridFSException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import xyz.anipub.chat.mongo.ChatStore;

/** A stream of the driver whose failures are the chat's. For one thread. */
final class BlobStream extends FilterInputStream {

    private final ChatStore store;
    private final InputStream driver;

    BlobStream(ChatStore store, InputStream driver) {
        super(driver);
        this.store = store;
        this.driver = driver;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        try {
            return store.read(() -> {
                try {
                    return driver.read(target, offset, length);
                } catch (MongoGridFSException deleted) {
                    throw new UncheckedIOException(new IOException("It was deleted meanwhile", deleted));
                } catch (IOException never) {
                    throw new UncheckedIOException(never);
                }
            });
        } catch (UncheckedIOException broken) {
            throw broken.getCause();
        }
    }
}
