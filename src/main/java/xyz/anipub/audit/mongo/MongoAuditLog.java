package xyz.anipub.audit.mongo;

import com.mongodb.MongoException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexModel;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.Updates;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;
import xyz.anipub.audit.AuditEntry;
import xyz.anipub.audit.AuditLog;
import xyz.anipub.audit.AuditSettings;
import xyz.anipub.audit.AuditUnavailableException;
import xyz.anipub.audit.Deed;
import xyz.anipub.bean.SingletonBean;
import xyz.anipub.store.FailureTranslation;
import xyz.anipub.store.IndexSetup;
import xyz.anipub.store.OwnCollections;

/**
 * {@code audit {_id, at, actor, action, user?, room?, message?, reason?, text?, textAt?}}, in the order of the ids, which begin with
 * the time. No id is a reference that is followed: users and rooms may be gone.
 */
@SingletonBean
public class MongoAuditLog implements AuditLog {

    public static final String COLLECTION = "audit";

    public static final List<IndexModel> INDEXES = List.of(
            new IndexModel(Indexes.compoundIndex(Indexes.ascending("room"), Indexes.descending("_id"))),
            new IndexModel(Indexes.ascending("at")),
            // Of those that have a text; it goes before they do.
            new IndexModel(
                    Indexes.ascending("textAt"),
                    new IndexOptions().name("texts").partialFilterExpression(Filters.exists("textAt"))));

    private static final FailureTranslation FAILURES =
            new FailureTranslation(AuditUnavailableException::new, AuditUnavailableException::new);

    private final MongoCollection<Document> deeds;
    private final IndexSetup indexes;
    private final AuditSettings settings;
    private final Clock clock;

    @Inject
    public MongoAuditLog(MongoDatabase database, AuditSettings settings, Clock clock) {
        this.deeds = database.getCollection(COLLECTION);
        this.indexes = new IndexSetup(new OwnCollections(database), Map.of(COLLECTION, INDEXES));
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public void add(Deed deed) {
        indexes.begin();
        Date now = Date.from(clock.instant());
        Document document = new Document("_id", new ObjectId(now))
                .append("at", now)
                .append("actor", deed.actor())
                .append("action", deed.action());
        append(document, "user", deed.user());
        append(document, "room", deed.room());
        append(document, "message", deed.message());
        append(document, "reason", deed.reason());
        append(document, "text", deed.text());
        deed.text().ifPresent(any -> document.append("textAt", now));
        answer(() -> deeds.insertOne(document));
    }

    private static void append(Document document, String field, Optional<String> value) {
        value.ifPresent(text -> document.append(field, text));
    }

    @Override
    public List<AuditEntry> newest(Optional<String> room, Optional<String> before, int limit) {
        if (before.isPresent() && !ObjectId.isValid(before.get())) {
            return List.of();
        }
        List<Bson> filters = new ArrayList<>();
        room.ifPresent(id -> filters.add(Filters.eq("room", id)));
        before.ifPresent(id -> filters.add(Filters.lt("_id", new ObjectId(id))));
        return answer(() -> deeds.find(filters.isEmpty() ? Filters.empty() : Filters.and(filters))
                .sort(Sorts.descending("_id"))
                .limit(Math.max(1, Math.min(limit, 200)))
                .map(MongoAuditLog::entry)
                .into(new ArrayList<>()));
    }

    @Override
    public long sweep() {
        Instant now = clock.instant();
        long gone = answer(() -> deeds.deleteMany(Filters.lt("at", Date.from(now.minus(settings.keep())))))
                .getDeletedCount();
        answer(() -> deeds.updateMany(
                Filters.lt("textAt", Date.from(now.minus(settings.keepTexts()))),
                Updates.combine(Updates.unset("text"), Updates.unset("textAt"))));
        return gone;
    }

    private static AuditEntry entry(Document found) {
        return new AuditEntry(
                found.getObjectId("_id").toHexString(),
                found.getDate("at").toInstant(),
                new Deed(
                        found.getString("actor"),
                        found.getString("action"),
                        text(found, "user"),
                        text(found, "room"),
                        text(found, "message"),
                        text(found, "reason"),
                        text(found, "text")));
    }

    private static Optional<String> text(Document found, String field) {
        return Optional.ofNullable(found.getString(field));
    }

    private static <T extends @Nullable Object> T answer(Supplier<T> call) {
        try {
            return call.get();
        } catch (MongoException e) {
            throw FAILURES.of(e);
        }
    }
}
