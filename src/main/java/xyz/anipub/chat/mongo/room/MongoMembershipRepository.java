package xyz.anipub.chat.mongo.room;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.empty;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.not;
import static com.mongodb.client.model.Filters.regex;
import static com.mongodb.client.model.Sorts.ascending;
import static com.mongodb.client.model.Updates.max;

import com.mongodb.client.FindIterable;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.UpdateOneModel;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.ObjectId;
import xyz.anipub.bean.SingletonBean;
import xyz.anipub.chat.Page;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.UserId;
import xyz.anipub.chat.member.Member;
import xyz.anipub.chat.member.Membership;
import xyz.anipub.chat.member.MembershipRepository;
import xyz.anipub.chat.mongo.ChatStore;
import xyz.anipub.chat.mongo.MessageDocuments;
import xyz.anipub.text.NameKey;

/** Memberships by user, and members by name, in {@code memberships}. */
@SingletonBean
public class MongoMembershipRepository implements MembershipRepository {

    private static final int SEARCH_SECONDS = 4;

    private static final int MAX_PATTERN = 2000;

    /** No name's character is behind it. */
    private static final String LAST = Character.toString(Character.MAX_CODE_POINT);

    /** Marks in one command, which has to end within the store's time limit. */
    private static final int MAX_MARKED = 500;

    private final ChatStore store;
    private final RoomMembers members;

    @Inject
    public MongoMembershipRepository(ChatStore store) {
        this.store = store;
        this.members = new RoomMembers(store);
    }

    @Override
    public Set<UserId> membersAmong(RoomId room, Collection<UserId> users) {
        return members.among(room, users);
    }

    @Override
    public Set<UserId> readersAmong(RoomId room, Collection<UserId> users, long seq) {
        List<ObjectId> ids =
                users.stream().map(user -> new ObjectId(user.value())).toList();
        Bson readable = not(gt(RoomDocuments.FROM, seq));
        return ids.isEmpty()
                ? Set.of()
                : store.read(() -> store.memberships()
                        .find(and(eq("room", objectId(room)), in("user", ids), readable))
                        .projection(Projections.include("user"))
                        .map(found -> new UserId(found.getObjectId("user").toHexString()))
                        .into(new HashSet<>()));
    }

    @Override
    public List<Membership> of(UserId user, Collection<RoomId> rooms) {
        List<ObjectId> ids = rooms.stream().map(room -> objectId(room)).toList();
        return memberships(and(eq("user", objectId(user)), in("room", ids)), found -> found);
    }

    @Override
    public Page<Membership> of(UserId user, Optional<String> after, int limit) {
        Bson above = after.map(cursor -> RoomId.parse(cursor).orElseThrow(Page::noCursor))
                .map(room -> gt("room", objectId(room)))
                .orElse(empty());
        List<Membership> page =
                memberships(and(eq("user", objectId(user)), above), found -> found.sort(ascending("room"))
                        .limit(limit + 1));
        return Page.of(page, limit, membership -> membership.room().value());
    }

    private List<Membership> memberships(Bson filter, UnaryOperator<FindIterable<Document>> choice) {
        return store.read(() -> choice.apply(store.memberships().find(filter))
                .projection(Projections.include("room", "lastRead", RoomDocuments.FROM, MongoRoomPowerRepository.ROLE))
                .map(RoomDocuments::membership)
                .into(new ArrayList<>()));
    }

    @Override
    public Optional<Marked> markRead(RoomId room, UserId user, long seq) {
        Document before = store.write(() -> store.readMarks()
                .findOneAndUpdate(
                        RoomMembers.membership(room, user),
                        max("lastRead", seq),
                        new FindOneAndUpdateOptions()
                                .projection(Projections.include("lastRead"))
                                .returnDocument(ReturnDocument.BEFORE)));
        return Optional.ofNullable(before).map(membership -> {
            long lastRead = MessageDocuments.number(membership, "lastRead");
            return new Marked(Math.max(seq, lastRead), seq > lastRead);
        });
    }

    @Override
    public void markRead(Collection<Mark> marks) {
        List<UpdateOneModel<Document>> updates = marks.stream()
                .map(mark -> new UpdateOneModel<Document>(
                        RoomMembers.membership(mark.room(), mark.user()), max("lastRead", mark.seq())))
                .toList();
        for (int from = 0; from < updates.size(); from += MAX_MARKED) {
            List<UpdateOneModel<Document>> some = updates.subList(from, Math.min(updates.size(), from + MAX_MARKED));
            store.write(() -> store.readMarks().bulkWrite(some, new BulkWriteOptions().ordered(false)));
        }
    }

    @Override
    public Page<Member> named(RoomId room, String start, Optional<String> after, int limit) {
        String key = NameKey.of(start);
        // No name holds it, and a pattern of the database can neither.
        if (key.length() > MAX_PATTERN || key.indexOf(0) >= 0) {
            return new Page<>(List.of(), Optional.empty());
        }
        Bson from = after.map(MemberCursor::parse).map(MemberCursor::above).orElseGet(() -> gte("nameKey", key));
        // For a store that does not see where such names end.
        Bson to = lt("nameKey", key + LAST);
        List<Document> found = store.read(() -> store.memberships()
                .withTimeout(SEARCH_SECONDS, TimeUnit.SECONDS)
                .find(and(eq("room", objectId(room)), from, to, regex("nameKey", "^" + Pattern.quote(key))))
                .sort(ascending("nameKey", "user"))
                .limit(limit + 1)
                .into(new ArrayList<>()));
        Page<Document> page =
                Page.of(found, limit, last -> MemberCursor.of(last).text());
        return new Page<>(page.items().stream().map(RoomDocuments::member).toList(), page.next());
    }

    private static ObjectId objectId(RoomId id) {
        return new ObjectId(id.value());
    }

    private static ObjectId objectId(UserId id) {
        return new ObjectId(id.value());
    }
}
