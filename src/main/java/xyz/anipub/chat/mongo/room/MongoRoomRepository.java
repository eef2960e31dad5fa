package xyz.anipub.chat.mongo.room;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.empty;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.or;
import static com.mongodb.client.model.Filters.regex;
import static com.mongodb.client.model.Projections.excludeId;
import static com.mongodb.client.model.Projections.fields;
import static com.mongodb.client.model.Projections.include;
import static com.mongodb.client.model.Sorts.ascending;
import static com.mongodb.client.model.Sorts.descending;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.inc;
import static com.mongodb.client.model.Updates.max;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.unset;

import com.mongodb.MongoException;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Date;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.ObjectId;
import xyz.anipub.bean.SingletonBean;
import xyz.anipub.chat.Retention;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.UserId;
import xyz.anipub.chat.mongo.ChatStore;
import xyz.anipub.chat.mongo.Coalescer;
import xyz.anipub.chat.mongo.MessageDocuments;
import xyz.anipub.chat.room.Member;
import xyz.anipub.chat.room.Page;
import xyz.anipub.chat.room.Room;
import xyz.anipub.chat.room.RoomRepository;
import xyz.anipub.store.MongoFailures;
import xyz.anipub.text.NameKey;

/** Rooms in {@code rooms}, memberships in {@code memberships}, one document each. */
@SingletonBean
public class MongoRoomRepository implements RoomRepository {

    private static final int SEARCH_SECONDS = 4;

    /** More than any name's key can have: 50 characters of at most 18 each in the compatibility form. */
    private static final int MAX_PATTERN = 2000;

    /** Rooms in one command, which has to end within the store's time limit. */
    private static final int MAX_TOUCHED = 500;

    /** Rooms that are asked about in one question. */
    private static final int MAX_TOGETHER = 16;
    /** Asked for at once; a usual batch of messages has a handful. */
    private static final int MAX_NAMES = 500;

    private final ChatStore store;
    private final RoomNames names;
    private final Coalescer<Candidates, Set<UserId>> members = new Coalescer<>(this::membersAmong, MAX_TOGETHER);

    /** Who may be a member of a room. */
    private record Candidates(RoomId room, Collection<UserId> users) {

        Bson filter() {
            return users.size() == 1
                    ? membership(room, users.iterator().next())
                    : and(
                            eq("room", objectId(room)),
                            in(
                                    "user",
                                    users.stream().map(user -> objectId(user)).toList()));
        }
    }

    @Inject
    public MongoRoomRepository(ChatStore store) {
        this(store, new RoomNames(store));
    }

    private MongoRoomRepository(ChatStore store, RoomNames names) {
        this.store = store;
        this.names = names;
    }

    @Override
    public RoomId nextId() {
        return new RoomId(new ObjectId().toHexString());
    }

    @Override
    public void create(Room room) {
        names.taking(room.name(), room.id(), () -> store.rooms().insertOne(RoomDocuments.of(room)));
    }

    @Override
    public Optional<Room> find(RoomId id) {
        return store.read(() -> Optional.ofNullable(
                        store.rooms().find(eq("_id", objectId(id))).first())
                .map(RoomDocuments::room));
    }

    @Override
    public List<Room> findAll(Collection<RoomId> ids) {
        return ids.isEmpty()
                ? List.of()
                : store.read(() -> store.rooms()
                        .find(in("_id", objectIds(ids)))
                        .map(RoomDocuments::room)
                        .into(new ArrayList<>()));
    }

    @Override
    public List<Room> lastActive(Collection<RoomId> ids, int limit) {
        return ids.isEmpty()
                ? List.of()
                : store.read(() -> store.rooms()
                        .find(in("_id", objectIds(ids)))
                        .sort(descending("updatedAt"))
                        .limit(limit)
                        .map(RoomDocuments::room)
                        .into(new ArrayList<>()));
    }

    @Override
    public Optional<Room> edit(RoomId id, Optional<String> name, Optional<String> description) {
        List<Bson> changes = new ArrayList<>();
        name.ifPresent(given -> changes.add(combine(set("name", given), set("nameKey", NameKey.of(given)))));
        description.ifPresent(given -> changes.add(set("description", given)));
        if (changes.isEmpty()) {
            return find(id);
        }
        Supplier<Optional<Room>> update = () -> Optional.ofNullable(store.rooms()
                        .findOneAndUpdate(
                                eq("_id", objectId(id)),
                                combine(changes),
                                new FindOneAndUpdateOptions().returnDocument(ReturnDocument.AFTER)))
                .map(RoomDocuments::room);
        return name.isPresent() ? names.changing(id, name.get(), update) : store.write(update);
    }

    @Override
    public Optional<Room> keepFor(RoomId id, Optional<Retention> retention) {
        Bson change =
                retention.map(time -> set(RoomDocuments.RETENTION, time.text())).orElse(unset(RoomDocuments.RETENTION));
        return store.write(() -> Optional.ofNullable(store.rooms()
                        .findOneAndUpdate(
                                eq("_id", objectId(id)),
                                change,
                                new FindOneAndUpdateOptions().returnDocument(ReturnDocument.AFTER)))
                .map(RoomDocuments::room));
    }

    @Override
    public Page<Room> list(String nameContains, Optional<String> after, int limit) {
        String part = NameKey.of(nameContains);
        // No name holds it, and a pattern of the database can neither.
        if (part.length() > MAX_PATTERN || part.indexOf(0) >= 0) {
            return new Page<>(List.of(), Optional.empty());
        }
        Bson byName = part.isEmpty() ? empty() : regex("nameKey", Pattern.quote(part));
        Bson below = after.map(RoomCursor::parse)
                .map(cursor -> or(
                        lt("updatedAt", Date.from(cursor.updatedAt())),
                        and(eq("updatedAt", Date.from(cursor.updatedAt())), lt("_id", objectId(cursor.room())))))
                .orElse(empty());
        List<Room> rooms = store.read(() -> store.rooms()
                // A search reads every name.
                .withTimeout(SEARCH_SECONDS, TimeUnit.SECONDS)
                .find(and(byName, below))
                .sort(descending("updatedAt", "_id"))
                .limit(limit + 1)
                .map(RoomDocuments::room)
                .into(new ArrayList<>()));
        return page(rooms, limit, room -> new RoomCursor(room.updatedAt(), room.id()).text());
    }

    @Override
    public void touch(Map<RoomId, Activity> active) {
        List<UpdateOneModel<Document>> updates = new ArrayList<>();
        active.forEach((room, last) -> updates.add(new UpdateOneModel<>(
                eq("_id", objectId(room)),
                combine(max("updatedAt", Date.from(last.at())), max("lastSeq", last.seq())))));
        for (int from = 0; from < updates.size(); from += MAX_TOUCHED) {
            List<UpdateOneModel<Document>> some = updates.subList(from, Math.min(updates.size(), from + MAX_TOUCHED));
            store.write(() -> store.rooms().bulkWrite(some, new BulkWriteOptions().ordered(false)));
        }
    }

    @Override
    public boolean addMember(RoomId room, Member member) {
        Document current = new Document("name", member.name())
                .append("nameKey", NameKey.of(member.name()))
                .append("image", member.image());
        Optional<Document> present = membershipOf(room, member.id());
        // Who comes back as the same costs no write.
        if (present.isPresent() && (present.get().equals(current) || refresh(room, member, current))) {
            return false;
        }
        // Asked first: what is posted while this goes on is unread.
        Bson fresh = new Document("$set", current)
                .append("$setOnInsert", new Document("joinedAt", new Date()).append("lastRead", lastSeq(room)));
        try {
            boolean isNew = store.write(() -> store.memberships()
                                    .updateOne(membership(room, member.id()), fresh, new UpdateOptions().upsert(true)))
                            .getUpsertedId()
                    != null;
            if (isNew) {
                count(room, 1);
            }
            return isNew;
        } catch (MongoException race) {
            if (!MongoFailures.isDuplicate(race)) {
                throw race;
            }
            // Two upserts met: the other one has inserted, so this one updates now.
            refresh(room, member, current);
            return false;
        }
    }

    private Optional<Document> membershipOf(RoomId room, UserId user) {
        return store.read(() -> Optional.ofNullable(store.memberships()
                .find(membership(room, user))
                .projection(fields(include("name", "nameKey", "image"), excludeId()))
                .first()));
    }

    /** Not where nobody has counted yet; whoever does counts this one, too. */
    private void count(RoomId room, long change) {
        store.write(() -> store.rooms()
                .updateOne(and(eq("_id", objectId(room)), exists("memberCount")), inc("memberCount", change)));
    }

    private boolean refresh(RoomId room, Member member, Document current) {
        return store.write(() -> store.memberships()
                                .updateOne(membership(room, member.id()), new Document("$set", current)))
                        .getMatchedCount()
                > 0;
    }

    private long lastSeq(RoomId room) {
        Document last = store.read(() -> store.messages()
                .find(eq("room", objectId(room)))
                .sort(descending("seq"))
                .projection(fields(include("seq"), excludeId()))
                .first());
        return last == null ? 0 : MessageDocuments.number(last, "seq");
    }

    @Override
    public void removeMember(RoomId room, UserId user) {
        boolean was = store.write(() -> store.memberships().deleteOne(membership(room, user)))
                        .getDeletedCount()
                > 0;
        if (was) {
            count(room, -1);
        }
    }

    @Override
    public Set<UserId> membersAmong(RoomId room, Collection<UserId> users) {
        return members.ask(new Candidates(room, users));
    }

    private List<Set<UserId>> membersAmong(List<Candidates> asked) {
        Bson filter = asked.size() == 1
                ? asked.get(0).filter()
                : or(asked.stream().map(Candidates::filter).toList());
        Map<RoomId, Set<UserId>> found = new HashMap<>();
        store.read(() -> store.memberships()
                        .find(filter)
                        .projection(fields(include("room", "user"), excludeId()))
                        .into(new ArrayList<>()))
                .forEach(membership -> found.computeIfAbsent(
                                new RoomId(membership.getObjectId("room").toHexString()), room -> new HashSet<>())
                        .add(new UserId(membership.getObjectId("user").toHexString())));
        return asked.stream().map(each -> among(found, each)).toList();
    }

    /** Only those that were asked about: somebody else may have asked for others of the same room. */
    private static Set<UserId> among(Map<RoomId, Set<UserId>> found, Candidates asked) {
        Set<UserId> present = new HashSet<>(asked.users());
        present.retainAll(found.getOrDefault(asked.room(), Set.of()));
        return present;
    }

    @Override
    public Map<String, Member> membersNamed(RoomId room, Collection<String> nameKeys) {
        Map<String, Member> named = new HashMap<>();
        List<String> keys = List.copyOf(nameKeys);
        for (int from = 0; from < keys.size(); from += MAX_NAMES) {
            List<String> some = keys.subList(from, Math.min(keys.size(), from + MAX_NAMES));
            store.read(() -> store.memberships()
                            .find(and(eq("room", objectId(room)), in("nameKey", some)))
                            .into(new ArrayList<>()))
                    .forEach(membership ->
                            named.putIfAbsent(membership.getString("nameKey"), RoomDocuments.member(membership)));
        }
        return named;
    }

    @Override
    public Page<Member> members(RoomId room, Optional<String> after, int limit) {
        Bson above = after.map(cursor -> UserId.parse(cursor).orElseThrow(RoomCursor::invalid))
                .map(user -> gt("user", objectId(user)))
                .orElse(empty());
        List<Member> members = store.read(() -> store.memberships()
                .find(and(eq("room", objectId(room)), above))
                .sort(ascending("user"))
                .limit(limit + 1)
                .map(RoomDocuments::member)
                .into(new ArrayList<>()));
        return page(members, limit, member -> member.id().value());
    }

    @Override
    public long countMembers(RoomId room) {
        return store.read(() -> store.memberships().countDocuments(eq("room", objectId(room))));
    }

    @Override
    public Map<RoomId, List<UserId>> allMembers(Collection<RoomId> rooms) {
        if (rooms.isEmpty()) {
            return Map.of();
        }
        // Only what the index holds is read.
        return store
                .read(() -> store.memberships()
                        .find(in("room", objectIds(rooms)))
                        .projection(fields(include("room", "user"), excludeId()))
                        .into(new ArrayList<>()))
                .stream()
                .sorted(Comparator.comparing(membership -> membership.getObjectId("user")))
                .collect(Collectors.groupingBy(
                        membership -> new RoomId(membership.getObjectId("room").toHexString()),
                        Collectors.mapping(
                                membership -> new UserId(
                                        membership.getObjectId("user").toHexString()),
                                Collectors.toList())));
    }

    public static Document membership(RoomId room, UserId user) {
        return new Document("room", objectId(room)).append("user", objectId(user));
    }

    /** A page of what was read with one item too many, which tells that there is a next page. */
    static <T> Page<T> page(List<T> items, int limit, Function<T, String> cursor) {
        if (items.size() <= limit) {
            return new Page<>(items, Optional.empty());
        }
        return new Page<>(items.subList(0, limit), Optional.of(cursor.apply(items.get(limit - 1))));
    }

    private static List<ObjectId> objectIds(Collection<RoomId> rooms) {
        return rooms.stream().map(room -> objectId(room)).toList();
    }

    private static ObjectId objectId(RoomId id) {
        return new ObjectId(id.value());
    }

    private static ObjectId objectId(UserId id) {
        return new ObjectId(id.value());
    }
}
