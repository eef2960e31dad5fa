package xyz.anipub.auth.mongo;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexModel;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.Updates;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.bson.conversions.Bson;
import xyz.anipub.auth.invitation.Invitation;
import xyz.anipub.auth.invitation.InvitationStore;
import xyz.anipub.bean.SingletonBean;
import xyz.anipub.store.IndexSetup;
import xyz.anipub.store.OwnCollections;

/** {@code site_invitations {_id, digest, by, at, expiresAt, usesLeft}}. */
@SingletonBean
public class MongoInvitations implements InvitationStore {

    public static final String COLLECTION = "site_invitations";

    private static final Bson OPEN = Filters.gt("usesLeft", 0);

    public static final List<IndexModel> INDEXES = List.of(
            new IndexModel(Indexes.ascending("digest")),
            new IndexModel(Indexes.ascending("by")),
            // Of those that have uses left.
            new IndexModel(
                    Indexes.ascending("at"), new IndexOptions().name("open").partialFilterExpression(OPEN)),
            new IndexModel(Indexes.ascending("expiresAt")));

    private static final Map<String, List<String>> FORMER = Map.of(COLLECTION, List.of("at_1"));

    private final MongoCollection<Document> invitations;
    private final IndexSetup indexes;

    @Inject
    public MongoInvitations(MongoDatabase database) {
        this.invitations = database.getCollection(COLLECTION);
        this.indexes = new IndexSetup(new OwnCollections(database), Map.of(COLLECTION, INDEXES), FORMER);
    }

    @Override
    public void add(Invitation invitation) {
        indexes.begin();
        Document document = new Document("_id", invitation.id())
                .append("digest", invitation.digest())
                .append("by", invitation.by())
                .append("at", Date.from(invitation.at()))
                .append("expiresAt", Date.from(invitation.expiresAt()))
                .append("usesLeft", invitation.usesLeft());
        StoreCall.answer(() -> invitations.insertOne(document));
    }

    @Override
    public List<Invitation> list(int limit) {
        return StoreCall.answer(() -> invitations
                .find(OPEN)
                .sort(Sorts.descending("at"))
                .limit(limit)
                .map(MongoInvitations::invitation)
                .into(new ArrayList<>()));
    }

    @Override
    public boolean remove(String id) {
        return StoreCall.answer(() -> invitations.deleteOne(Filters.eq("_id", id)))
                        .getDeletedCount()
                == 1;
    }

    @Override
    public void removeOf(String by) {
        StoreCall.answer(() -> invitations.deleteMany(Filters.eq("by", by)));
    }

    @Override
    public boolean takeUse(String digest, Instant now) {
        return StoreCall.answer(() -> invitations.updateOne(
                                Filters.and(
                                        Filters.eq("digest", digest), OPEN, Filters.gt("expiresAt", Date.from(now))),
                                Updates.inc("usesLeft", -1)))
                        .getModifiedCount()
                == 1;
    }

    @Override
    public void giveBack(String digest) {
        StoreCall.answer(() -> invitations.updateOne(Filters.eq("digest", digest), Updates.inc("usesLeft", 1)));
    }

    @Override
    public long sweep(Instant now) {
        return StoreCall.answer(() -> invitations.deleteMany(Filters.lt("expiresAt", Date.from(now))))
                .getDeletedCount();
    }

    private static Invitation invitation(Document found) {
        return new Invitation(
                found.getString("_id"),
                found.getString("digest"),
                found.getString("by"),
                found.getDate("at").toInstant(),
                found.getDate("expiresAt").toInstant(),
                found.getInteger("usesLeft"));
    }
}
