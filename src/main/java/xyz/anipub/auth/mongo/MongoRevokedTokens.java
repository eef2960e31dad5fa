package xyz.anipub.auth.mongo;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexModel;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import xyz.anipub.auth.token.RevokedToken;
import xyz.anipub.auth.token.RevokedTokens;
import xyz.anipub.bean.SingletonBean;
import xyz.anipub.store.IndexSetup;
import xyz.anipub.store.OwnCollections;

/** {@code revoked_tokens {_id: tokenId, until, revokedAt}}; the latter on the clock of the database. */
@SingletonBean
public class MongoRevokedTokens implements RevokedTokens {

    public static final String COLLECTION = "revoked_tokens";

    public static final List<IndexModel> INDEXES =
            List.of(new IndexModel(Indexes.ascending("until")), new IndexModel(Indexes.ascending("revokedAt")));

    private final MongoCollection<Document> tokens;
    private final IndexSetup indexes;

    @Inject
    public MongoRevokedTokens(MongoDatabase database) {
        this.tokens = database.getCollection(COLLECTION);
        this.indexes = new IndexSetup(new OwnCollections(database), Map.of(COLLECTION, INDEXES));
    }

    @Override
    public void add(String tokenId, Instant until) {
        indexes.begin();
        // The filter lets a second revocation be refused: it keeps the first one's time, which other nodes may have
        // read.
        StoreCall.inserted(() -> tokens.updateOne(
                Filters.and(Filters.eq("_id", tokenId), Filters.exists("revokedAt", false)),
                Updates.combine(Updates.setOnInsert("until", Date.from(until)), Updates.currentDate("revokedAt")),
                new UpdateOptions().upsert(true)));
    }

    @Override
    public boolean contains(String tokenId) {
        return StoreCall.answer(() -> tokens.find(Filters.eq("_id", tokenId)).first() != null);
    }

    @Override
    public List<RevokedToken> since(Instant revokedAt, int limit) {
        return StoreCall.answer(() -> tokens.find(Filters.gte("revokedAt", Date.from(revokedAt)))
                .sort(Sorts.ascending("revokedAt"))
                .limit(limit)
                .map(MongoRevokedTokens::revoked)
                .into(new ArrayList<>()));
    }

    @Override
    public long sweep(Instant expired) {
        return StoreCall.answer(() -> tokens.deleteMany(Filters.lt("until", Date.from(expired))))
                .getDeletedCount();
    }

    private static RevokedToken revoked(Document document) {
        return new RevokedToken(
                document.getString("_id"),
                document.getDate("until").toInstant(),
                document.getDate("revokedAt").toInstant());
    }
}
