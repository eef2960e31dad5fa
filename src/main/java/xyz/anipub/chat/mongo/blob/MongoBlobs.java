package xyz.anipub.chat.mongo.blob;

import com.mongodb.MongoGridFSException;
import com.mongodb.client.gridfs.GridFSBucket;
import com.mongodb.client.gridfs.GridFSUploadStream;
import com.mongodb.client.gridfs.model.GridFSFile;
import com.mongodb.client.gridfs.model.GridFSUploadOptions;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Sorts;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.bson.types.ObjectId;
import xyz.anipub.bean.SingletonBean;
import xyz.anipub.chat.blob.Blob;
import xyz.anipub.chat.blob.Blobs;
import xyz.anipub.chat.mongo.ChatStore;

/** The port's methods on GridFS. A group is what GridFS calls a file's name. */
@SingletonBean
public class MongoBlobs implements Blobs {

    private static final String TYPE = "type";
    private static final int PIECE = 64 * 1024;

    private final ChatStore store;

    @Inject
    public MongoBlobs(ChatStore store) {
        this.store = store;
    }

    /** Its bytes go first, then the document by which it is found. */
    @Override
    public Optional<Blob> put(String group, String type, InputStream content, long mostBytes) throws IOException {
        GridFSUploadOptions options = new GridFSUploadOptions().metadata(new Document(TYPE, type));
        GridFSUploadStream out = store.write(() -> bucket().openUploadStream(group, options));
        try {
            byte[] piece = new byte[PIECE];
            long size = 0;
            for (int length = content.read(piece); length >= 0; length = content.read(piece)) {
                size += length;
                if (size > mostBytes) {
                    abort(out);
                    return Optional.empty();
                }
                int count = length;
                run(() -> out.write(piece, 0, count));
            }
            run(out::close);
        } catch (IOException | RuntimeException failure) {
            abort(out);
            throw failure;
        }
        return find(out.getObjectId().toHexString());
    }

    /** What cannot be taken back is found by nobody. */
    private void abort(GridFSUploadStream out) {
        try {
            run(out::abort);
        } catch (RuntimeException away) {
            // The failure that led here is what is told.
        }
    }

    private void run(Runnable command) {
        store.write(() -> {
            command.run();
            return true;
        });
    }

    @Override
    public Optional<Blob> find(String id) {
        return store.read(() -> Optional.ofNullable(
                        bucket().find(Filters.eq("_id", new ObjectId(id))).first()))
                .map(MongoBlobs::blob);
    }

    @Override
    public List<Blob> of(String group, int limit) {
        return store.read(() -> bucket().find(Filters.eq("filename", group))
                .sort(Sorts.ascending("uploadDate"))
                .limit(limit)
                .map(MongoBlobs::blob)
                .into(new ArrayList<>()));
    }

    private static Blob blob(GridFSFile file) {
        Document metadata = Optional.ofNullable(file.getMetadata()).orElseGet(Document::new);
        return new Blob(
                file.getObjectId().toHexString(),
                file.getFilename(),
                metadata.get(TYPE, "application/octet-stream"),
                file.getLength(),
                file.getUploadDate().toInstant());
    }

    @Override
    public Optional<InputStream> open(String id) {
        return store.read(() -> {
            try {
                return Optional.of(new BlobStream(store, bucket().openDownloadStream(new ObjectId(id))));
            } catch (MongoGridFSException none) {
                return Optional.empty();
            }
        });
    }

    @Override
    public void delete(String id) {
        ObjectId file = new ObjectId(id);
        run(() -> {
            store.blobFiles().deleteOne(Filters.eq("_id", file));
            store.blobChunks().deleteMany(Filters.eq("files_id", file));
        });
    }

    private GridFSBucket bucket() {
        return store.blobs();
    }
}
