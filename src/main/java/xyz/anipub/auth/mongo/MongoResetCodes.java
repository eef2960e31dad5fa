package xyz.anipub.auth.mongo;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexModel;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.ReplaceOptions;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bson.Document;
import xyz.anipub.auth.reset.ResetCode;
import xyz.anipub.auth.reset.ResetCodes;
import xyz.anipub.bean.SingletonBean;
import xyz.anipub.store.IndexSetup;
import xyz.anipub.store.OwnCollections;

/** {@code password_resets {_id: userId, digest, until}}. */
@SingletonBean
public class MongoResetCodes implements ResetCodes {

    public static final String COLLECTION = "password_resets";

    public static final List<IndexModel> INDEXES =
            List.of(new IndexModel(Indexes.ascending("digest")), new IndexModel(Indexes.ascending("until")));

    private final MongoCollection<Document> codes;
    private final IndexSetup indexes;

    @Inject
    public MongoResetCodes(MongoDatabase database) {
        this.codes = database.getCollection(COLLECTION);
        this.indexes = new IndexSetup(new OwnCollections(database), Map.of(COLLECTION, INDEXES));
    }

    @Override
    public void put(ResetCode code) {
        indexes.begin();
        StoreCall.answer(() ->
                codes.replaceOne(Filters.eq("_id", code.userId()), document(code), new ReplaceOptions().upsert(true)));
    }

    @Override
    public void putBack(ResetCode code) {
        StoreCall.inserted(() -> codes.insertOne(document(code)));
    }

    private static Document document(ResetCode code) {
        return new Document("_id", code.userId())
                .append("digest", code.digest())
                .append("until", Date.from(code.until()))
                .append("generation", code.generation());
    }

    @Override
    public Optional<ResetCode> take(String digest, Instant now) {
        return Optional.ofNullable(StoreCall.answer(() -> codes.findOneAndDelete(
                        Filters.and(Filters.eq("digest", digest), Filters.gt("until", Date.from(now))))))
                .map(found -> new ResetCode(
                        found.getString("_id"),
                        found.getString("digest"),
                        found.getDate("until").toInstant(),
                        found.get("generation") instanceof Number number ? number.longValue() : 0));
    }

    @Override
    public void forget(String userId) {
        StoreCall.answer(() -> codes.deleteOne(Filters.eq("_id", userId)));
    }

    @Override
    public long sweep(Instant now) {
        return StoreCall.answer(() -> codes.deleteMany(Filters.lt("until", Date.from(now))))
                .getDeletedCount();
    }
}
