package xyz.anipub.chat.mongo.room;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.empty;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.or;
import static com.mongodb.client.model.Projections.excludeId;
import static com.mongodb.client.model.Projections.fields;
import static com.mongodb.client.model.Projections.include;
import static com.mongodb.client.model.Sorts.ascending;
import static com.mongodb.client.model.Sorts.descending;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.inc;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.unset;

import com.mongodb.MongoException;
import com.mongodb.client.model.UpdateOptions;
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
import java.util.stream.Collectors;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.ObjectId;
import xyz.anipub.chat.Page;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.UserId;
import xyz.anipub.chat.member.Member;
import xyz.anipub.chat.mongo.ChatStore;
import xyz.anipub.chat.mongo.Coalescer;
import xyz.anipub.chat.mongo.MessageDocuments;
import xyz.anipub.chat.room.RoomRepository;
import xyz.anipub.store.MongoFailures;
import xyz.anipub.text.NameKey;

/**
 * The members of rooms in {@code memberships}, one document each. Any thread may call; methods wait for the store.
 */
final class RoomMembers {

    /** Rooms that are asked about in one question. */
    private static final int MAX_TOGETHER = 16;
    /** Asked for at once; a usual batch of messages has a handful. */
    private static final int MAX_NAMES = 500;

    private final ChatStore store;
    private final Coalescer<Candidates, Set<UserId>> coalescer = new Coalescer<>(this::among, MAX_TOGETHER);

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

    RoomMembers(ChatStore store) {
        this.store = store;
    }

    /** See {@link xyz.anipub.chat.room.RoomRepository#addMember}, as for the others. */
    boolean add(RoomId room, Member member, long from) {
        Document current = new Document("name", member.name())
                .append("nameKey", NameKey.of(member.name()))
                .append("image", member.image());
        if (!member.displayName().isEmpty()) {
            current.append(RoomDocuments.DISPLAY_NAME, member.displayName());
        }
        Optional<Document> present = membershipOf(room, member.id());
        // Who comes back as the same costs no write.
        if (present.isPresent() && (present.get().equals(current) || refresh(room, member, current))) {
            return false;
        }
        // Asked first: what is posted while this goes on is unread.
        long last = lastSeq(room);
        Document first = new Document("joinedAt", new Date()).append("lastRead", last);
        if (from != 1) {
            first.append(RoomDocuments.FROM, firstRead(from, last));
        }
        Bson fresh = setting(current).append("$setOnInsert", first);
        try {
            boolean isNew = store.write(() -> store.memberships()
                                    .updateOne(membership(room, member.id()), fresh, new UpdateOptions().upsert(true)))
                            .getUpsertedId()
                    != null;
            if (isNew) {
                counted(room, 1);
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

    /** Of a room that is being shown, what others may read begins far ahead for a moment: not for who joins then. */
    private static long firstRead(long from, long last) {
        return from == RoomRepository.FROM_NOW ? last + 1 : Math.min(from, last + 1);
    }

    private Optional<Document> membershipOf(RoomId room, UserId user) {
        return store.read(() -> Optional.ofNullable(store.memberships()
                .find(membership(room, user))
                .projection(fields(include("name", "nameKey", "image", RoomDocuments.DISPLAY_NAME), excludeId()))
                .first()));
    }

    /** Not where nobody has counted yet; whoever does counts this one, too. */
    private void counted(RoomId room, long change) {
        store.write(() -> store.rooms()
                .updateOne(and(eq("_id", objectId(room)), exists("memberCount")), inc("memberCount", change)));
    }

    private boolean refresh(RoomId room, Member member, Document current) {
        return store.write(() -> store.memberships().updateOne(membership(room, member.id()), setting(current)))
                        .getMatchedCount()
                > 0;
    }

    private static Document setting(Document current) {
        Document update = new Document("$set", current);
        return current.containsKey(RoomDocuments.DISPLAY_NAME)
                ? update
                : update.append("$unset", new Document(RoomDocuments.DISPLAY_NAME, ""));
    }

    private long lastSeq(RoomId room) {
        Document last = store.read(() -> store.messages()
                .find(eq("room", objectId(room)))
                .sort(descending("seq"))
                .projection(fields(include("seq"), excludeId()))
                .first());
        return last == null ? 0 : MessageDocuments.number(last, "seq");
    }

    void remove(RoomId room, UserId user) {
        // Before anything else, so that who is left is taken for nobody else's room: it is not that of those people any
        // more.
        store.write(() -> store.rooms()
                .updateOne(
                        and(eq("_id", objectId(room)), exists(MongoDirectRepository.PEOPLE)),
                        combine(
                                unset(MongoDirectRepository.PEOPLE),
                                set(RoomDocuments.NAME_KEY, RoomDocuments.hiddenKey(room)))));
        boolean was = store.write(() -> store.memberships().deleteOne(membership(room, user)))
                        .getDeletedCount()
                > 0;
        if (was) {
            counted(room, -1);
        }
    }

    Set<UserId> among(RoomId room, Collection<UserId> users) {
        return coalescer.ask(new Candidates(room, users));
    }

    private List<Set<UserId>> among(List<Candidates> asked) {
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

    Map<String, Member> named(RoomId room, Collection<String> nameKeys) {
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

    Page<Member> page(RoomId room, Optional<String> after, int limit) {
        Bson above = after.map(cursor -> UserId.parse(cursor).orElseThrow(Page::noCursor))
                .map(user -> gt("user", objectId(user)))
                .orElse(empty());
        List<Member> members = store.read(() -> store.memberships()
                .find(and(eq("room", objectId(room)), above))
                .sort(ascending("user"))
                .limit(limit + 1)
                .map(RoomDocuments::member)
                .into(new ArrayList<>()));
        return Page.of(members, limit, member -> member.id().value());
    }

    long count(RoomId room) {
        return store.read(() -> store.memberships().countDocuments(eq("room", objectId(room))));
    }

    Map<RoomId, List<UserId>> all(Collection<RoomId> rooms) {
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

    static Document membership(RoomId room, UserId user) {
        return new Document("room", objectId(room)).append("user", objectId(user));
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
