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
import java.util.Optional;
import org.bson.Document;
import xyz.anipub.auth.session.Session;
import xyz.anipub.auth.session.SessionStore;
import xyz.anipub.auth.session.Visitor;
import xyz.anipub.bean.SingletonBean;
import xyz.anipub.store.IndexSetup;
import xyz.anipub.store.OwnCollections;

/** {@code sessions {_id, user, agent, network, since, usedAt, until}}. */
@SingletonBean
public class MongoSessions implements SessionStore {

    public static final String COLLECTION = "sessions";

    public static final List<IndexModel> INDEXES = List.of(
            new IndexModel(Indexes.compoundIndex(Indexes.ascending("user"), Indexes.descending("usedAt"))),
            new IndexModel(Indexes.ascending("until")));

    private final MongoCollection<Document> sessions;
    private final IndexSetup indexes;

    @Inject
    public MongoSessions(MongoDatabase database) {
        this.sessions = database.getCollection(COLLECTION);
        this.indexes = new IndexSetup(new OwnCollections(database), Map.of(COLLECTION, INDEXES));
    }

    @Override
    public void put(Session session) {
        indexes.begin();
        StoreCall.answer(() -> sessions.updateOne(
                Filters.eq("_id", session.id()),
                Updates.combine(
                        Updates.setOnInsert("user", session.userId()),
                        Updates.setOnInsert("agent", session.visitor().agent()),
                        Updates.setOnInsert("network", session.visitor().network()),
                        Updates.setOnInsert("since", Date.from(session.since())),
                        Updates.max("usedAt", Date.from(session.usedAt())),
                        Updates.max("until", Date.from(session.until()))),
                new UpdateOptions().upsert(true)));
    }

    @Override
    public Optional<Session> find(String id) {
        return Optional.ofNullable(StoreCall.answer(
                        () -> sessions.find(Filters.eq("_id", id)).first()))
                .map(MongoSessions::session);
    }

    @Override
    public List<Session> of(String userId, int limit) {
        return StoreCall.answer(() -> sessions.find(Filters.eq("user", userId))
                .sort(Sorts.descending("usedAt"))
                .limit(limit)
                .map(MongoSessions::session)
                .into(new ArrayList<>()));
    }

    @Override
    public void used(String id, Instant at) {
        StoreCall.answer(() -> sessions.updateOne(Filters.eq("_id", id), Updates.max("usedAt", Date.from(at))));
    }

    @Override
    public void remove(String id) {
        StoreCall.answer(() -> sessions.deleteOne(Filters.eq("_id", id)));
    }

    @Override
    public void removeOthers(String userId, String id) {
        StoreCall.answer(() -> sessions.deleteMany(Filters.and(Filters.eq("user", userId), Filters.ne("_id", id))));
    }

    @Override
    public long sweep(Instant ended) {
        return StoreCall.answer(() -> sessions.deleteMany(Filters.lt("until", Date.from(ended))))
                .getDeletedCount();
    }

    private static Session session(Document found) {
        return new Session(
                found.getString("_id"),
                found.getString("user"),
                new Visitor(found.getString("agent"), found.getString("network")),
                found.getDate("since").toInstant(),
                found.getDate("usedAt").toInstant(),
                found.getDate("until").toInstant());
    }
}
