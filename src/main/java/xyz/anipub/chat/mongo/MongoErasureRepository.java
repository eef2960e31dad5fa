package xyz.anipub.chat.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.ne;
import static com.mongodb.client.model.Filters.or;
import static com.mongodb.client.model.Projections.excludeId;
import static com.mongodb.client.model.Projections.fields;
import static com.mongodb.client.model.Projections.include;
import static com.mongodb.client.model.Sorts.ascending;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.set;

import com.mongodb.client.MongoCollection;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.ObjectId;
import xyz.anipub.bean.SingletonBean;
import xyz.anipub.chat.MessageId;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.UserId;
import xyz.anipub.chat.erasure.ErasedPerson;
import xyz.anipub.chat.erasure.ErasureRepository;
import xyz.anipub.chat.erasure.ErasureRun;
import xyz.anipub.chat.erasure.ErasureRun.Rest;
import xyz.anipub.store.MongoFailures;

/** Messages by their senders, for which there is no index, and all else of one person. In {@code messages}, {@code memberships} and what ties people; the walk in {@code erasures {_id: "run", run, step, people, room?, seq, aside, back}}. */
@SingletonBean
public class MongoErasureRepository implements ErasureRepository {

    private static final Bson RUN = eq("_id", "run");
    private static final String MENTIONED = "mentions.user";
    private static final String REACTED = "reactions.user";

    /** Members in one question. */
    private static final int PAGE = 5_000;

    private final ChatStore store;

    @Inject
    public MongoErasureRepository(ChatStore store) {
        this.store = store;
    }

    @Override
    public Optional<ErasureRun> run() {
        return store.read(() -> Optional.ofNullable(store.erasures().find(RUN).first()))
                .map(MongoErasureRepository::run);
    }

    private static ErasureRun run(Document found) {
        List<ErasedPerson> people = found.getList("people", Document.class).stream()
                .map(each -> new ErasedPerson(user(each, "user"), each.getBoolean("messages", false)))
                .toList();
        return new ErasureRun(
                found.getString("run"),
                MessageDocuments.number(found, "step"),
                people,
                Optional.ofNullable(found.getObjectId("room")).map(room -> new RoomId(room.toHexString())),
                MessageDocuments.number(found, "seq"),
                found.getList("aside", Document.class, List.of()).stream()
                        .map(each -> new Rest(
                                new RoomId(each.getObjectId("room").toHexString()),
                                MessageDocuments.number(each, "seq")))
                        .toList(),
                found.getBoolean("back", false));
    }

    @Override
    public boolean begin(ErasureRun run) {
        return store.write(() -> MongoFailures.isInserted(() -> store.erasures().insertOne(document(run))));
    }

    private static Document document(ErasureRun run) {
        List<Document> people = run.people().stream()
                .map(each -> new Document("user", id(each.user())).append("messages", each.withMessages()))
                .toList();
        Document document = new Document("_id", "run")
                .append("run", run.id())
                .append("step", run.step())
                .append("people", people)
                .append("seq", run.seq())
                .append(
                        "aside",
                        run.aside().stream()
                                .map(each -> new Document(
                                                "room", new ObjectId(each.room().value()))
                                        .append("seq", each.seq()))
                                .toList())
                .append("back", run.isBack());
        run.room().ifPresent(room -> document.append("room", new ObjectId(room.value())));
        return document;
    }

    @Override
    public boolean save(ErasureRun run) {
        Document document = document(run).append("step", run.step() + 1);
        return store.write(() -> store.erasures().replaceOne(asRead(run), document))
                        .getMatchedCount()
                > 0;
    }

    @Override
    public boolean endRun(ErasureRun run) {
        return store.write(() -> store.erasures().deleteOne(asRead(run))).getDeletedCount() > 0;
    }

    private static Bson asRead(ErasureRun run) {
        return and(RUN, eq("run", run.id()), eq("step", run.step()));
    }

    @Override
    public List<RoomId> rooms(Optional<RoomId> after, int limit) {
        return RoomWalk.rooms(store, after, limit);
    }

    @Override
    public List<Trace> traces(RoomId room, long after, long upTo, Set<UserId> users, Set<UserId> silenced, int limit) {
        List<ObjectId> all = ids(users);
        Bson named = and(in("sender", all), ne("senderName", ErasedPerson.NAME));
        Bson said = and(in("sender", ids(silenced)), ne("deleted", true));
        Bson traced = or(named, said, in(MENTIONED, all), in(REACTED, all));
        return store.read(() -> store.messages()
                .find(RoomWalk.stretch(room, after, upTo, traced))
                .sort(ascending("seq"))
                .limit(limit)
                .projection(include("seq"))
                .map(found -> new Trace(
                        new MessageId(found.getObjectId("_id").toHexString()), MessageDocuments.number(found, "seq")))
                .into(new ArrayList<>()));
    }

    @Override
    public Set<UserId> named(RoomId room, long after, long upTo, Set<UserId> users) {
        return store.read(() -> store.messages()
                .find(named(room, after, upTo, ids(users)))
                .projection(fields(include("sender"), excludeId()))
                .map(found -> user(found, "sender"))
                .into(new HashSet<>()));
    }

    @Override
    public void rename(RoomId room, long after, long upTo, Set<UserId> users) {
        Bson nobody = combine(set("senderName", ErasedPerson.NAME), set("senderImage", ""));
        store.write(() -> store.messages().updateMany(named(room, after, upTo, ids(users)), nobody));
    }

    private static Bson named(RoomId room, long after, long upTo, List<ObjectId> users) {
        return RoomWalk.stretch(room, after, upTo, in("sender", users), ne("senderName", ErasedPerson.NAME));
    }

    @Override
    public void removeTies(UserId user) {
        ObjectId id = id(user);
        for (MongoCollection<Document> each : List.of(store.mutes(), store.bans(), store.kicks())) {
            store.write(() -> each.deleteMany(eq("user", id)));
        }
        store.write(() -> store.blocks().deleteMany(eq("user", id)));
        store.write(() -> store.blocks().deleteMany(eq("blocked", id)));
        store.write(() -> store.asked().deleteMany(eq("user", id)));
        store.write(() -> store.asked().deleteMany(eq("by", id)));
        store.write(() -> store.notices().deleteMany(eq("user", id)));
        store.write(() -> store.invitations().deleteMany(eq("by", id)));
    }

    @Override
    public List<UserId> moderators(RoomId room, UserId except, int limit) {
        List<Document> all = store.read(() -> store.memberships()
                .find(and(eq("room", new ObjectId(room.value())), eq("role", "moderator")))
                .projection(fields(include("user", "joinedAt", "roleAt"), excludeId()))
                .limit(PAGE)
                .into(new ArrayList<>()));
        return users(sorted(all.stream(), except).limit(limit));
    }

    @Override
    public List<UserId> firstMembers(RoomId room, UserId except, int limit) {
        List<Document> first = List.of();
        ObjectId last = RoomWalk.LOWEST;
        List<Document> page;
        do {
            ObjectId from = last;
            page = store.read(() -> store.memberships()
                    .find(and(eq("room", new ObjectId(room.value())), gt("user", from)))
                    .sort(ascending("user"))
                    .limit(PAGE)
                    .projection(fields(include("user", "joinedAt"), excludeId()))
                    .into(new ArrayList<>()));
            first = sorted(Stream.concat(first.stream(), page.stream()), except)
                    .limit(limit)
                    .toList();
            last = page.isEmpty() ? last : page.get(page.size() - 1).getObjectId("user");
        } while (page.size() == PAGE);
        return users(first.stream());
    }

    private static List<UserId> users(Stream<Document> members) {
        return members.map(each -> user(each, "user")).toList();
    }

    /** Who has none joined in a version that kept no times. */
    private static Stream<Document> sorted(Stream<Document> members, UserId except) {
        return members.filter(each -> !user(each, "user").equals(except))
                .sorted(Comparator.comparing(
                        each -> each.get("roleAt") instanceof Date since ? since : each.getDate("joinedAt"),
                        Comparator.nullsFirst(Comparator.<Date>naturalOrder())));
    }

    private static List<ObjectId> ids(Set<UserId> users) {
        return users.stream().map(MongoErasureRepository::id).toList();
    }

    private static ObjectId id(UserId user) {
        return new ObjectId(user.value());
    }

    private static UserId user(Document document, String field) {
        return new UserId(document.getObjectId(field).toHexString());
    }
}
