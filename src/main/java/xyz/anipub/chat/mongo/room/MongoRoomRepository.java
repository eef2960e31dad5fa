package xyz.anipub.chat.mongo.room;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.empty;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.or;
import static com.mongodb.client.model.Filters.regex;
import static com.mongodb.client.model.Sorts.descending;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.max;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.unset;

import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.UpdateOneModel;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.ObjectId;
import xyz.anipub.bean.SingletonBean;
import xyz.anipub.chat.Page;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.UserId;
import xyz.anipub.chat.member.Member;
import xyz.anipub.chat.mongo.ChatStore;
import xyz.anipub.chat.power.RoomPolicy;
import xyz.anipub.chat.power.RoomPolicy.Visibility;
import xyz.anipub.chat.room.Room;
import xyz.anipub.chat.room.RoomRepository;
import xyz.anipub.text.NameKey;

/** Rooms in {@code rooms}, one document each; their members are {@link RoomMembers}. */
@SingletonBean
public class MongoRoomRepository implements RoomRepository {

    private static final int SEARCH_SECONDS = 4;

    /** More than any name's key can have: 50 characters of at most 18 each in the compatibility form. */
    private static final int MAX_PATTERN = 2000;

    /** Rooms in one command, which has to end within the store's time limit. */
    private static final int MAX_TOUCHED = 500;

    /** Where it is missing the room is public. */
    private static final Bson PUBLIC = eq(PolicyDocuments.VISIBILITY, null);

    private static final Bson PRIVATE = eq(PolicyDocuments.VISIBILITY, RoomPolicy.text(Visibility.PRIVATE));

    private static final Change NOTHING = new Change(Optional.empty(), Optional.empty(), false, Optional.empty());

    private final ChatStore store;
    private final RoomNames names;
    private final RoomMembers members;

    @Inject
    public MongoRoomRepository(ChatStore store) {
        this.store = store;
        this.names = new RoomNames(store);
        this.members = new RoomMembers(store);
    }

    @Override
    public RoomId nextId() {
        return new RoomId(new ObjectId().toHexString());
    }

    @Override
    public void create(Room room) {
        if (room.policy().isPrivate()) {
            store.write(() -> store.rooms().insertOne(RoomDocuments.of(room)));
        } else {
            names.taking(room.name(), room.id(), () -> store.rooms().insertOne(RoomDocuments.of(room)));
        }
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
    public Optional<Room> edit(RoomId id, Change change) {
        if (change.equals(NOTHING)) {
            return find(id);
        }
        Bson room = eq("_id", objectId(id));
        Optional<String> name = change.name();
        if (name.isEmpty()) {
            return store.write(() -> update(room, changes(change, Optional.empty())));
        }
        // The name of a private room is nobody's business: it is not claimed. In the same step, as it may be shown
        // meanwhile.
        Optional<Room> hidden = store.write(() -> update(and(room, PRIVATE), changes(change, Optional.empty())));
        return hidden.isPresent()
                ? hidden
                : names.changing(id, name.get(), () -> update(and(room, PUBLIC), changes(change, name)));
    }

    private static List<Bson> changes(Change change, Optional<String> key) {
        List<Bson> changes = new ArrayList<>();
        change.name().ifPresent(given -> changes.add(set("name", given)));
        key.ifPresent(given -> changes.add(set(RoomDocuments.NAME_KEY, NameKey.of(given))));
        change.description().ifPresent(given -> changes.add(set("description", given)));
        if (change.keeps()) {
            changes.add(change.retention()
                    .map(time -> set(RoomDocuments.RETENTION, time.text()))
                    .orElse(unset(RoomDocuments.RETENTION)));
        }
        PolicyDocuments.update(change.governing()).ifPresent(changes::add);
        return changes;
    }

    private Optional<Room> update(Bson filter, List<Bson> changes) {
        return Optional.ofNullable(store.rooms()
                        .findOneAndUpdate(
                                filter,
                                combine(changes),
                                new FindOneAndUpdateOptions().returnDocument(ReturnDocument.AFTER)))
                .map(RoomDocuments::room);
    }

    @Override
    public Optional<Room> hide(RoomId id) {
        Optional<Room> hidden = store.write(() -> update(
                and(eq("_id", objectId(id)), PUBLIC),
                List.of(
                        set(PolicyDocuments.VISIBILITY, RoomPolicy.text(Visibility.PRIVATE)),
                        set(RoomDocuments.NAME_KEY, RoomDocuments.hiddenKey(id)))));
        hidden.ifPresent(room -> names.leave(id, room.name(), ""));
        return hidden;
    }

    /** Under the name that it has at that moment: if it gets another meanwhile, that one is asked for. */
    @Override
    public Optional<Room> show(RoomId id, Optional<String> given, long publicFrom) {
        while (true) {
            Optional<Room> found = find(id).filter(room -> room.policy().isPrivate());
            if (found.isEmpty()) {
                return Optional.empty();
            }
            String before = found.get().name();
            String name = given.orElse(before);
            Optional<Room> shown = names.taking(
                    name,
                    id,
                    () -> update(
                            and(eq("_id", objectId(id)), PRIVATE, eq("name", before)),
                            List.of(
                                    unset(PolicyDocuments.VISIBILITY),
                                    set("name", name),
                                    set(RoomDocuments.NAME_KEY, NameKey.of(name)),
                                    set(PolicyDocuments.PUBLIC_FROM, publicFrom))));
            if (shown.isPresent()) {
                return shown;
            }
            names.leave(id, name, "");
        }
    }

    @Override
    public Optional<Room> publicFrom(RoomId id, long seq) {
        return store.write(
                () -> update(and(eq("_id", objectId(id)), PUBLIC), List.of(set(PolicyDocuments.PUBLIC_FROM, seq))));
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
                .find(and(PUBLIC, byName, below))
                .sort(descending("updatedAt", "_id"))
                .limit(limit + 1)
                .map(RoomDocuments::room)
                .into(new ArrayList<>()));
        return Page.of(rooms, limit, room -> new RoomCursor(room.updatedAt(), room.id()).text());
    }

    @Override
    public void touch(Map<RoomId, Activity> active) {
        List<UpdateOneModel<Document>> updates = new ArrayList<>();
        active.forEach((room, last) -> updates.add(new UpdateOneModel<>(
                eq("_id", objectId(room)),
                combine(max("updatedAt", Date.from(last.at())), max(RoomDocuments.LAST_SEQ, last.seq())))));
        for (int from = 0; from < updates.size(); from += MAX_TOUCHED) {
            List<UpdateOneModel<Document>> some = updates.subList(from, Math.min(updates.size(), from + MAX_TOUCHED));
            store.write(() -> store.rooms().bulkWrite(some, new BulkWriteOptions().ordered(false)));
        }
    }

    @Override
    public boolean addMember(RoomId room, Member member, long from) {
        return members.add(room, member, from);
    }

    @Override
    public void removeMember(RoomId room, UserId user) {
        members.remove(room, user);
    }

    @Override
    public Map<String, Member> membersNamed(RoomId room, Collection<String> nameKeys) {
        return members.named(room, nameKeys);
    }

    @Override
    public Page<Member> members(RoomId room, Optional<String> after, int limit) {
        return members.page(room, after, limit);
    }

    @Override
    public long countMembers(RoomId room) {
        return members.count(room);
    }

    @Override
    public Map<RoomId, List<UserId>> allMembers(Collection<RoomId> rooms) {
        return members.all(rooms);
    }

    private static List<ObjectId> objectIds(Collection<RoomId> rooms) {
        return rooms.stream().map(room -> objectId(room)).toList();
    }

    private static ObjectId objectId(RoomId id) {
        return new ObjectId(id.value());
    }
}
