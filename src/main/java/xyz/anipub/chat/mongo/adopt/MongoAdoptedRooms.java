package xyz.anipub.chat.mongo.adopt;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Updates.inc;

import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.bson.Document;
import org.bson.types.ObjectId;
import xyz.anipub.bean.SingletonBean;
import xyz.anipub.chat.MessageId;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.UserId;
import xyz.anipub.chat.adopt.Adopted;
import xyz.anipub.chat.adopt.AdoptedRooms;
import xyz.anipub.chat.member.Member;
import xyz.anipub.chat.mongo.ChatStore;
import xyz.anipub.text.NameKey;

/** What has been taken over of each room, in {@code adoptions}: it stays when the room is deleted here. */
@SingletonBean
public class MongoAdoptedRooms implements AdoptedRooms {

    /** Memberships in one command, which has to end within the store's time limit. */
    private static final int SOME = 200;

    private final ChatStore store;

    @Inject
    public MongoAdoptedRooms(ChatStore store) {
        this.store = store;
    }

    @Override
    public Map<RoomId, Adopted> find(Collection<RoomId> rooms) {
        List<ObjectId> ids = rooms.stream().map(MongoAdoptedRooms::objectId).toList();
        Map<RoomId, Adopted> found = new HashMap<>();
        store.read(() -> store.adoptions().find(in("_id", ids)).into(new ArrayList<>()))
                .forEach(document -> {
                    Adopted adopted = adopted(document);
                    found.put(adopted.room(), adopted);
                });
        return found;
    }

    @Override
    public void save(Adopted adopted) {
        Document fields = new Document("taken", adopted.taken())
                .append(
                        "last",
                        adopted.last().map(id -> new ObjectId(id.value())).orElse(null))
                .append("before", adopted.before())
                .append("done", adopted.isDone())
                .append("memberCount", adopted.memberCount());
        adopted.expired().ifPresent(newest -> fields.append("expired", Date.from(newest)));
        if (!adopted.members().isEmpty()) {
            fields.append(
                    "members",
                    adopted.members().stream()
                            .map(user -> new ObjectId(user.value()))
                            .toList());
        }
        store.write(() -> store.adoptions()
                .updateOne(
                        eq("_id", objectId(adopted.room())),
                        new Document("$set", fields),
                        new UpdateOptions().upsert(true)));
    }

    private static Adopted adopted(Document document) {
        return new Adopted(
                new RoomId(document.getObjectId("_id").toHexString()),
                document.getInteger("taken", 0),
                Optional.ofNullable(document.getObjectId("last")).map(id -> new MessageId(id.toHexString())),
                document.getInteger("before", 0),
                document.getBoolean("done", false),
                document.getInteger("memberCount", 0),
                document.getList("members", ObjectId.class, List.of()).stream()
                        .map(id -> new UserId(id.toHexString()))
                        .collect(Collectors.toSet()),
                Optional.ofNullable(document.getDate("expired")).map(Date::toInstant));
    }

    @Override
    public void addMembers(RoomId room, List<Member> members, long lastRead, Instant since) {
        for (int from = 0; from < members.size(); from += SOME) {
            List<UpdateOneModel<Document>> some = members.subList(from, Math.min(members.size(), from + SOME)).stream()
                    .map(member -> joining(room, member, lastRead, since))
                    .toList();
            int fresh = store.write(() -> store.memberships().bulkWrite(some, new BulkWriteOptions().ordered(false)))
                    .getUpserts()
                    .size();
            if (fresh > 0) {
                store.write(() -> store.rooms()
                        .updateOne(and(eq("_id", objectId(room)), exists("memberCount")), inc("memberCount", (long)
                                fresh)));
            }
        }
    }

    private static UpdateOneModel<Document> joining(RoomId room, Member member, long lastRead, Instant since) {
        return new UpdateOneModel<>(
                new Document("room", objectId(room))
                        .append("user", new ObjectId(member.id().value())),
                new Document(
                        "$setOnInsert",
                        new Document("name", member.name())
                                .append("nameKey", NameKey.of(member.name()))
                                .append("image", member.image())
                                .append("joinedAt", Date.from(since))
                                .append("lastRead", lastRead)),
                new UpdateOptions().upsert(true));
    }

    private static ObjectId objectId(RoomId id) {
        return new ObjectId(id.value());
    }
}
