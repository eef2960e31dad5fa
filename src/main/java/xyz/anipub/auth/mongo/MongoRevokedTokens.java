package xyz.anipub.auth.mongo;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexModel;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Sorts;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.bson.Document;
import xyz.anipub.auth.RevokedToken;
import xyz.anipub.auth.RevokedTokens;

/** {@code revoked_tokens {_id: tokenId, until, revokedAt}}. */
@ApplicationScoped
public class MongoRevokedTokens implements RevokedTokens {

    public static final String COLLECTION = "revoked_tokens";

    public static final List<IndexModel> INDEXES =
            List.of(new IndexModel(Indexes.ascending("until")), new IndexModel(Indexes.ascending("revokedAt")));

    private IndexedCollection tokens;

    /** For the container's proxy. */
    protected MongoRevokedTokens() {}

    @Inject
    public MongoRevokedTokens(MongoDatabase database) {
        this.tokens = new IndexedCollection(database.getCollection(COLLECTION), INDEXES);
    }

    @Override
    public void add(RevokedToken revoked) {
        // A second revocation keeps the first one's time, which other nodes may have read already.
        StoreCall.inserted(() -> tokens.forWriting()
                .insertOne(new Document("_id", revoked.tokenId())
                        .append("until", Date.from(revoked.until()))
                        .append("revokedAt", Date.from(revoked.revokedAt()))));
    }

    @Override
    public boolean contains(String tokenId) {
        return StoreCall.answer(
                () -> tokens.forReading().find(Filters.eq("_id", tokenId)).first() != null);
    }

    @Override
    public List<RevokedToken> since(Instant revokedAt, int limit) {
        return StoreCall.answer(() -> tokens.forReading()
                .find(Filters.gte("revokedAt", Date.from(revokedAt)))
                .sort(Sorts.ascending("revokedAt"))
                .limit(limit)
                .map(MongoRevokedTokens::revoked)
                .into(new ArrayList<>()));
    }

    @Override
    public long sweep(Instant now) {
        return StoreCall.answer(() -> tokens.forWriting().deleteMany(Filters.lt("until", Date.from(now))))
                .getDeletedCount();
    }

    private static RevokedToken revoked(Document document) {
        return new RevokedToken(
                document.getString("_id"),
                document.getDate("until").toInstant(),
                document.getDate("revokedAt").toInstant());
    }
}
