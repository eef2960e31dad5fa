package xyz.anipub.auth.mongo;

import com.mongodb.ReadConcern;
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
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.ObjectId;
import xyz.anipub.auth.Suspension;
import xyz.anipub.auth.User;
import xyz.anipub.auth.UserRepository;
import xyz.anipub.auth.adopt.AdoptedUsers;
import xyz.anipub.bean.SingletonBean;
import xyz.anipub.store.IndexSetup;
import xyz.anipub.store.OwnCollections;
import xyz.anipub.text.NameKey;
import xyz.anipub.text.mongo.TakenNames;

/**
 * {@code users {_id, name, nameKey, image, passwordHash, email?, generation?, spared?, suspended?, deleted?}}, and their names by their looks in {@code user_names}. Nobody is
 * added before {@link #INDEXES} exist.
 */
@SingletonBean
public class MongoUsers implements UserRepository, AdoptedUsers {

    public static final String COLLECTION = OwnCollections.USERS;
    static final String NAMES = "user_names";
    private static final String EMAIL = "email";

    public static final List<IndexModel> INDEXES = List.of(
            new IndexModel(Indexes.ascending("nameKey"), new IndexOptions().unique(true)),
            // Of those who were taken over from another server; no others have one.
            new IndexModel(
                    Indexes.ascending(EMAIL),
                    new IndexOptions().name("emails").partialFilterExpression(Filters.gte(EMAIL, ""))),
            MongoDeletedUsers.INDEX);

    private final OwnCollections collections;
    private final IndexSetup indexes;
    private final TakenNames names;

    @Inject
    public MongoUsers(MongoDatabase database) {
        this.collections = new OwnCollections(database);
        this.indexes = new IndexSetup(collections, Map.of(COLLECTION, INDEXES));
        this.names = new TakenNames(database.getCollection(NAMES), this::users);
    }

    @Override
    public Added add(User user) {
        return add(user, "");
    }

    @Override
    public Added add(User user, String emailKey) {
        StoreCall.require(indexes);
        ObjectId id = new ObjectId(user.id());
        Optional<Set<String>> claimed = StoreCall.answer(() -> names.claim(user.name(), id));
        if (claimed.isEmpty()) {
            return isIdTaken(user.id()) ? Added.ID_TAKEN : Added.NAME_TAKEN;
        }
        Document document = new Document("_id", id)
                .append("name", user.name())
                .append("nameKey", user.nameKey())
                .append("image", user.image())
                .append("passwordHash", user.passwordHash());
        if (!emailKey.isEmpty()) {
            document.append(EMAIL, emailKey);
        }
        if (StoreCall.inserted(() -> users().insertOne(document))) {
            return Added.YES;
        }
        if (isIdTaken(user.id())) {
            // It may be this very user, added by somebody else meanwhile, whose name it is then.
            return Added.ID_TAKEN;
        }
        StoreCall.answer(() -> {
            names.giveBack(claimed.get(), id);
            return true;
        });
        return Added.NAME_TAKEN;
    }

    /** What refused an insert may not yet be the majority's, so this is what the primary knows. */
    private boolean isIdTaken(String id) {
        return StoreCall.answer(() -> users().withReadConcern(ReadConcern.LOCAL)
                        .find(Filters.eq("_id", new ObjectId(id)))
                        .projection(Projections.include("_id"))
                        .first())
                != null;
    }

    @Override
    public Optional<User> byId(String id) {
        return ObjectId.isValid(id) ? first(Filters.eq("_id", new ObjectId(id))) : Optional.empty();
    }

    @Override
    public Optional<User> byNameKey(String nameKey) {
        return first(Filters.eq("nameKey", nameKey));
    }

    @Override
    public Optional<User> byEmail(String emailKey) {
        return emailKey.isEmpty() ? Optional.empty() : first(Filters.eq(EMAIL, emailKey));
    }

    @Override
    public List<User> byIds(Collection<String> ids) {
        List<ObjectId> all =
                ids.stream().filter(ObjectId::isValid).map(ObjectId::new).toList();
        return StoreCall.answer(() ->
                users().find(Filters.in("_id", all)).map(UserDocuments::user).into(new ArrayList<>()));
    }

    @Override
    public boolean isTaken(String name) {
        return byNameKey(NameKey.of(name)).isPresent();
    }

    @Override
    public boolean isEmailTaken(String emailKey) {
        return byEmail(emailKey).isPresent();
    }

    @Override
    public void complete(String id, String passwordHash, String emailKey) {
        Bson hash = Updates.set("passwordHash", passwordHash);
        Bson all = emailKey.isEmpty() ? hash : Updates.combine(hash, Updates.set(EMAIL, emailKey));
        StoreCall.answer(() -> users().updateOne(UserDocuments.withHash(id, ""), all));
    }

    @Override
    public void replaceHash(String id, String before, String after) {
        Bson unchanged = UserDocuments.withHash(id, before);
        StoreCall.answer(() -> users().updateOne(unchanged, Updates.set("passwordHash", after)));
    }

    @Override
    public Optional<User> changePassword(String id, String before, String after, String spared) {
        Bson unchanged = UserDocuments.withHash(id, before);
        Bson change = Updates.combine(
                Updates.set("passwordHash", after),
                Updates.inc(UserDocuments.GENERATION, 1L),
                Updates.set(UserDocuments.SPARED, spared));
        return Optional.ofNullable(
                        StoreCall.answer(() -> users().findOneAndUpdate(unchanged, change, UserDocuments.CHANGED)))
                .map(UserDocuments::user);
    }

    @Override
    public boolean suspend(String id, Optional<Suspension> suspension) {
        if (!ObjectId.isValid(id)) {
            return false;
        }
        Bson change = suspension
                .map(one -> Updates.set(UserDocuments.SUSPENDED, UserDocuments.of(one)))
                .orElseGet(() -> Updates.unset(UserDocuments.SUSPENDED));
        return StoreCall.answer(() -> users().updateOne(UserDocuments.one(id), change))
                        .getMatchedCount()
                == 1;
    }

    @Override
    public List<User> page(String start, String after, int limit) {
        List<Bson> bounds = new ArrayList<>();
        // Those whose accounts have ended have keys that begin otherwise than any name's.
        String first = start.isEmpty() ? TakenNames.UNNAMED + Character.MAX_VALUE : start;
        bounds.add(after.isEmpty() ? Filters.gte("nameKey", first) : Filters.gt("nameKey", after));
        if (!start.isEmpty()) {
            bounds.add(Filters.gte("nameKey", start));
            bounds.add(Filters.lt("nameKey", start + Character.MAX_VALUE));
        }
        return StoreCall.answer(() -> users().find(Filters.and(bounds))
                .sort(Sorts.ascending("nameKey"))
                .limit(limit)
                .map(UserDocuments::user)
                .into(new ArrayList<>()));
    }

    /**
     * Goes on with what an older version did not know of names.
     *
     * @return whether there is more
     * @throws xyz.anipub.auth.UnavailableException if the store is away; the next call does what was left
     */
    public boolean completeNames() {
        StoreCall.require(indexes);
        return StoreCall.answer(names::complete);
    }

    /** How far the indexes have come without which nobody is added. */
    public IndexSetup.State indexState() {
        return indexes.state();
    }

    /** May ask the database, the first time, what they are called. */
    private MongoCollection<Document> users() {
        return collections.get(COLLECTION);
    }

    private Optional<User> first(Bson filter) {
        return Optional.ofNullable(StoreCall.answer(() -> users().find(filter).first()))
                .map(UserDocuments::user);
    }
}
