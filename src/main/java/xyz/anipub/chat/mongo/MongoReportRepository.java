package xyz.anipub.chat.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.or;
import static com.mongodb.client.model.Projections.excludeId;
import static com.mongodb.client.model.Projections.fields;
import static com.mongodb.client.model.Projections.include;
import static com.mongodb.client.model.Sorts.descending;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.set;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.CountOptions;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.ObjectId;
import xyz.anipub.bean.SingletonBean;
import xyz.anipub.chat.MessageId;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.UserId;
import xyz.anipub.chat.moderation.ReportedMessages;
import xyz.anipub.chat.report.Report;
import xyz.anipub.chat.report.ReportRepository;
import xyz.anipub.store.MongoFailures;

/**
 * {@code reports {room, message, reporter, reason, at, state, seq, sender, senderName, content, timestamp, by?, decidedAt?, note?}},
 * in the order of the ids, which begin with the time. They outlive their rooms.
 */
@SingletonBean
class MongoReportRepository implements ReportRepository, ReportedMessages {

    /** Who belongs to more rooms sees the reports of some of them. */
    private static final int MAX_MEMBERSHIPS = 5_000;

    private final ChatStore store;

    @Inject
    MongoReportRepository(ChatStore store) {
        this.store = store;
    }

    @Override
    public String nextId() {
        return new ObjectId().toHexString();
    }

    @Override
    public boolean add(Report report) {
        Report.Copy copy = report.copy();
        Document document = new Document("_id", new ObjectId(report.id()))
                .append("room", id(report.room()))
                .append("message", new ObjectId(copy.message().value()))
                .append("reporter", id(report.reporter()))
                .append("reason", report.reason())
                .append("at", Date.from(report.at()))
                .append("state", Report.State.OPEN.text())
                .append("seq", copy.seq())
                .append("sender", id(copy.sender()))
                .append("senderName", copy.senderName())
                .append("content", copy.content())
                .append("timestamp", Date.from(copy.timestamp()));
        return store.write(() -> MongoFailures.isInserted(() -> reports().insertOne(document)));
    }

    @Override
    public Optional<Report> find(String id) {
        return ObjectId.isValid(id)
                ? store.read(() -> Optional.ofNullable(
                                reports().find(eq("_id", new ObjectId(id))).first()))
                        .map(MongoReportRepository::report)
                : Optional.empty();
    }

    @Override
    public boolean isReported(RoomId room, MessageId message) {
        Bson these = and(eq("message", new ObjectId(message.value())), eq("room", id(room)));
        return store.read(() -> reports().find(these).projection(include("_id")).first()) != null;
    }

    @Override
    public long open(RoomId room, int limit) {
        Bson open = and(eq("state", Report.State.OPEN.text()), eq("room", id(room)));
        return store.read(() -> reports().countDocuments(open, new CountOptions().limit(limit)));
    }

    @Override
    public List<Report> newest(
            Report.State state, Optional<Collection<RoomId>> rooms, Optional<String> before, int limit) {
        if (before.isPresent() && !ObjectId.isValid(before.get())) {
            return List.of();
        }
        List<Bson> filters = new ArrayList<>(List.of(eq("state", state.text())));
        rooms.ifPresent(some ->
                filters.add(in("room", some.stream().map(room -> id(room)).toList())));
        before.ifPresent(id -> filters.add(lt("_id", new ObjectId(id))));
        return store.read(() -> reports()
                .find(and(filters))
                .sort(descending("_id"))
                .limit(limit)
                .map(MongoReportRepository::report)
                .into(new ArrayList<>()));
    }

    @Override
    public boolean decide(String id, Report.Decision decision) {
        Bson open = and(eq("_id", new ObjectId(id)), eq("state", Report.State.OPEN.text()));
        Bson decided = combine(
                set("state", decision.state().text()),
                set("by", id(decision.by())),
                set("decidedAt", Date.from(decision.at())),
                set("note", decision.note()));
        return store.write(() -> reports().updateOne(open, decided)).getMatchedCount() > 0;
    }

    /** No index has owners, as the embedded store takes no arrays: they are looked for in the rooms to which the user belongs. */
    @Override
    public List<RoomId> moderatedBy(UserId user, int limit) {
        List<Document> mine = store.read(() -> store.memberships()
                .find(eq("user", id(user)))
                .limit(MAX_MEMBERSHIPS)
                .projection(fields(include("room", "role"), excludeId()))
                .into(new ArrayList<>()));
        Bson owned = or(
                eq("owners", id(user)), and(eq("creator", id(user)), exists("owners", false), exists("kind", false)));
        List<ObjectId> rooms = store.read(() -> store.rooms()
                .find(and(
                        in("_id", mine.stream().map(MongoReportRepository::room).toList()), owned))
                .limit(limit)
                .projection(include("_id"))
                .map(room -> room.getObjectId("_id"))
                .into(new ArrayList<>()));
        return Stream.concat(
                        rooms.stream(),
                        mine.stream()
                                .filter(membership -> membership.containsKey("role"))
                                .map(MongoReportRepository::room))
                .distinct()
                .limit(limit)
                .map(room -> new RoomId(room.toHexString()))
                .toList();
    }

    private static ObjectId room(Document membership) {
        return membership.getObjectId("room");
    }

    @Override
    public long removeDecidedBefore(Instant time) {
        // The index has those that are decided: a query must say that it wants no others.
        Bson decided = and(gt("decidedAt", new Date(0)), lt("decidedAt", Date.from(time)));
        return store.write(() -> reports().deleteMany(decided)).getDeletedCount();
    }

    private MongoCollection<Document> reports() {
        return store.reports();
    }

    private static Report report(Document found) {
        Date decidedAt = found.getDate("decidedAt");
        return new Report(
                found.getObjectId("_id").toHexString(),
                new RoomId(found.getObjectId("room").toHexString()),
                user(found, "reporter"),
                found.getString("reason"),
                found.getDate("at").toInstant(),
                new Report.Copy(
                        new MessageId(found.getObjectId("message").toHexString()),
                        MessageDocuments.number(found, "seq"),
                        user(found, "sender"),
                        found.getString("senderName"),
                        found.getString("content"),
                        found.getDate("timestamp").toInstant()),
                decidedAt == null
                        ? Optional.empty()
                        : Optional.of(new Report.Decision(
                                Report.State.valueOf(found.getString("state").toUpperCase(java.util.Locale.ROOT)),
                                user(found, "by"),
                                decidedAt.toInstant(),
                                found.getString("note"))));
    }

    private static UserId user(Document found, String field) {
        return new UserId(found.getObjectId(field).toHexString());
    }

    private static ObjectId id(RoomId room) {
        return new ObjectId(room.value());
    }

    private static ObjectId id(UserId user) {
        return new ObjectId(user.value());
    }
}
