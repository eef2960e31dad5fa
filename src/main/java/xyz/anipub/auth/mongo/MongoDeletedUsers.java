package xyz.anipub.auth.mongo;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexModel;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.Updates;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.ObjectId;
import xyz.anipub.auth.User;
import xyz.anipub.auth.deletion.DeletedUsers;
import xyz.anipub.auth.deletion.Deletion;
import xyz.anipub.bean.SingletonBean;
import xyz.anipub.store.OwnCollections;
import xyz.anipub.text.mongo.TakenNames;

/** Tombstones in {@code users}: {@code {_id, name, nameKey, image, passwordHash, generation, deleted}}, without anything that said who it was. */
@SingletonBean
public class MongoDeletedUsers implements DeletedUsers {

    private static final String DUE = UserDocuments.DELETED + ".due";
    private static final String ROUND = UserDocuments.DELETED + ".round";
    private static final String LOOKS = UserDocuments.DELETED + ".looks";
    private static final Bson IS_DUE = Filters.gt(DUE, new Date(0));

    /** Of tombstones of which something is due. Unique, as the embedded store knows no others. */
    static final IndexModel INDEX = new IndexModel(
            Indexes.ascending(DUE, "_id"),
            new IndexOptions().unique(true).name("deletions").partialFilterExpression(IS_DUE));

    private final OwnCollections collections;
    private final TakenNames names;

    @Inject
    public MongoDeletedUsers(MongoDatabase database) {
        this.collections = new OwnCollections(database);
        this.names = new TakenNames(database.getCollection(MongoUsers.NAMES), this::users);
    }

    @Override
    public boolean delete(User before, boolean withMessages, Instant now, Instant nameFree) {
        ObjectId id = new ObjectId(before.id());
        // Before: the name is kept from others even if this stops behind the tombstone.
        Set<String> looks = StoreCall.answer(() -> names.hold(before.name(), id, nameFree));
        Document deleted = new Document("at", Date.from(now))
                .append("messages", withMessages)
                .append("round", 0)
                .append("due", Date.from(now))
                .append("nameFree", Date.from(nameFree))
                .append("looks", List.copyOf(looks));
        Bson notSuspended = Filters.or(
                Filters.exists(UserDocuments.SUSPENDED, false),
                Filters.lte(UserDocuments.SUSPENDED + ".until", Date.from(now)));
        Bson unchanged = UserDocuments.withHash(before.id(), before.passwordHash(), notSuspended);
        Bson tombstone = Updates.combine(
                Updates.set("name", User.DELETED),
                Updates.set("nameKey", TakenNames.UNNAMED + before.id()),
                Updates.set("image", ""),
                Updates.set("passwordHash", ""),
                Updates.inc(UserDocuments.GENERATION, 1L),
                Updates.set(UserDocuments.DELETED, deleted),
                Updates.unset(UserDocuments.SPARED),
                Updates.unset(UserDocuments.SUSPENDED),
                Updates.unset("email"),
                Updates.unset("displayName"),
                Updates.unset("bio"),
                Updates.unset("status"),
                Updates.unset("picture"));
        return StoreCall.answer(() -> users().updateOne(unchanged, tombstone)).getModifiedCount() == 1;
    }

    @Override
    public List<Deletion> due(Instant now, int limit) {
        return StoreCall.answer(() -> users().find(Filters.and(IS_DUE, Filters.lte(DUE, Date.from(now))))
                .sort(Sorts.ascending(DUE, "_id"))
                .limit(limit)
                .projection(Projections.include(UserDocuments.DELETED))
                .map(MongoDeletedUsers::deletion)
                .into(new ArrayList<>()));
    }

    private static Deletion deletion(Document found) {
        Document deleted = found.get(UserDocuments.DELETED, Document.class);
        return new Deletion(
                found.getObjectId("_id").toHexString(),
                deleted.getBoolean("messages", false),
                deleted.getInteger("round", 0),
                deleted.getDate("nameFree").toInstant());
    }

    @Override
    public void done(Deletion deletion, Optional<Instant> next) {
        ObjectId id = new ObjectId(deletion.userId());
        Bson thisRound = Filters.and(Filters.eq("_id", id), Filters.eq(ROUND, deletion.round()), IS_DUE);
        if (next.isPresent()) {
            Bson again = Updates.combine(Updates.inc(ROUND, 1), Updates.set(DUE, Date.from(next.get())));
            StoreCall.answer(() -> users().updateOne(thisRound, again));
            return;
        }
        Optional.ofNullable(StoreCall.answer(() -> users().find(thisRound).first()))
                .map(found ->
                        found.get(UserDocuments.DELETED, Document.class).getList("looks", String.class, List.of()))
                .ifPresent(looks -> StoreCall.answer(() -> {
                    names.giveBack(new HashSet<>(looks), id);
                    return true;
                }));
        Bson last = Updates.combine(Updates.inc(ROUND, 1), Updates.unset(DUE), Updates.unset(LOOKS));
        StoreCall.answer(() -> users().updateOne(thisRound, last));
    }

    private MongoCollection<Document> users() {
        return collections.get(OwnCollections.USERS);
    }
}
