package xyz.anipub.chat.mongo.people;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.empty;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Projections.include;
import static com.mongodb.client.model.Sorts.ascending;
import static com.mongodb.client.model.Updates.setOnInsert;

import com.mongodb.MongoException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.UpdateOptions;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.ObjectId;
import xyz.anipub.bean.SingletonBean;
import xyz.anipub.chat.Page;
import xyz.anipub.chat.UserId;
import xyz.anipub.chat.mongo.ChatStore;
import xyz.anipub.chat.people.BlockRepository;
import xyz.anipub.store.MongoFailures;

/** Blocks in {@code blocks}: {@code {user, blocked, at}}, unique by both. */
@SingletonBean
public class MongoBlockRepository implements BlockRepository {

    private static final String USER = "user";
    private static final String BLOCKED = "blocked";

    private final ChatStore store;

    @Inject
    public MongoBlockRepository(ChatStore store) {
        this.store = store;
    }

    private MongoCollection<Document> blocks() {
        return store.blocks();
    }

    @Override
    public boolean add(UserId by, UserId blocked, Instant at) {
        try {
            return store.write(() -> blocks().updateOne(
                                            block(by, blocked),
                                            setOnInsert("at", Date.from(at)),
                                            new UpdateOptions().upsert(true)))
                            .getUpsertedId()
                    != null;
        } catch (MongoException race) {
            if (!MongoFailures.isDuplicate(race)) {
                throw race;
            }
            // Two upserts met: the other one has inserted.
            return false;
        }
    }

    @Override
    public boolean remove(UserId by, UserId blocked) {
        return store.write(() -> blocks().deleteOne(block(by, blocked))).getDeletedCount() > 0;
    }

    @Override
    public long count(UserId by) {
        return store.read(() -> blocks().countDocuments(eq(USER, objectId(by))));
    }

    @Override
    public Page<Block> of(UserId by, Optional<String> after, int limit) {
        Bson above = after.map(cursor -> UserId.parse(cursor).orElseThrow(Page::noCursor))
                .map(user -> gt(BLOCKED, objectId(user)))
                .orElse(empty());
        List<Block> found = store.read(() -> blocks().find(and(eq(USER, objectId(by)), above))
                .sort(ascending(BLOCKED))
                .limit(limit + 1)
                .map(document -> new Block(
                        userId(document, BLOCKED), document.getDate("at").toInstant()))
                .into(new ArrayList<>()));
        return Page.of(found, limit, last -> last.blocked().value());
    }

    @Override
    public Set<UserId> eitherWay(UserId one, Collection<UserId> others) {
        Set<UserId> found = new HashSet<>(blockedAmong(one, others));
        found.addAll(blockersAmong(others, one));
        return found;
    }

    @Override
    public Set<UserId> blockedAmong(UserId by, Collection<UserId> others) {
        return found(and(eq(USER, objectId(by)), in(BLOCKED, objectIds(others))), BLOCKED);
    }

    @Override
    public Set<UserId> blockersAmong(Collection<UserId> others, UserId blocked) {
        return found(and(in(USER, objectIds(others)), eq(BLOCKED, objectId(blocked))), USER);
    }

    private Set<UserId> found(Bson some, String field) {
        return store.read(() -> blocks().find(some)
                .projection(include(field))
                .map(document -> userId(document, field))
                .into(new HashSet<>()));
    }

    private static List<ObjectId> objectIds(Collection<UserId> users) {
        return users.stream().map(MongoBlockRepository::objectId).toList();
    }

    private static Document block(UserId by, UserId blocked) {
        return new Document(USER, objectId(by)).append(BLOCKED, objectId(blocked));
    }

    private static UserId userId(Document document, String field) {
        return new UserId(document.getObjectId(field).toHexString());
    }

    private static ObjectId objectId(UserId id) {
        return new ObjectId(id.value());
    }
}
