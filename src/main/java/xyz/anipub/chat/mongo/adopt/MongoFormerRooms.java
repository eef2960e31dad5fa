package xyz.anipub.chat.mongo.adopt;

import static com.mongodb.client.model.Filters.eq;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Aggregates;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import xyz.anipub.bean.SingletonBean;
import xyz.anipub.chat.UserId;
import xyz.anipub.chat.adopt.FormerMessage;
import xyz.anipub.chat.adopt.FormerRoom;
import xyz.anipub.chat.adopt.FormerRooms;
import xyz.anipub.chat.mongo.ChatStore;
import xyz.anipub.store.AnyIds;

/** The other server's {@code rooms}: the database cuts out what is wanted of each, as one may have 16 MB. */
@SingletonBean
public class MongoFormerRooms implements FormerRooms {

    /** The database may have to read hundreds of megabytes for some rooms. */
    private static final int SECONDS = 60;

    private static final String MESSAGES = "messages";
    private static final String MEMBERS = "members";

    private final ChatStore store;

    @Inject
    public MongoFormerRooms(ChatStore store) {
        this.store = store;
    }

    @Override
    public boolean areThere() {
        return store.read(() -> store.formerRooms().map(rooms -> rooms.find()
                        .projection(Projections.include("_id"))
                        .first()))
                .isPresent();
    }

    @Override
    public Some after(@Nullable Object after, int limit) {
        Document fields = new Document("name", 1)
                .append("description", 1)
                .append("createdAt", 1)
                .append("updatedAt", 1)
                .append(MESSAGES, new Document("$size", list(MESSAGES)))
                .append(MEMBERS, new Document("$size", list(MEMBERS)))
                .append("last", new Document("$slice", List.of(list(MESSAGES), -1)));
        List<Document> some = aggregate(
                Aggregates.match(AnyIds.after(after)),
                Aggregates.sort(Sorts.ascending("_id")),
                Aggregates.limit(limit),
                Aggregates.project(fields));
        Object last = some.size() < limit ? null : some.get(some.size() - 1).get("_id");
        return new Some(some.stream().map(FormerDocuments::room).toList(), last);
    }

    @Override
    public List<FormerMessage> messages(FormerRoom room, int from, int limit) {
        List<?> part = one(room, MESSAGES, new Document("$slice", List.of(list(MESSAGES), from, limit)));
        return IntStream.range(0, part.size())
                .mapToObj(i -> FormerDocuments.message(from + i, part.get(i)))
                .toList();
    }

    @Override
    public List<Optional<UserId>> members(FormerRoom room) {
        List<Optional<UserId>> members = new ArrayList<>();
        one(room, MEMBERS, list(MEMBERS)).forEach(member -> members.add(FormerDocuments.user(member)));
        return members;
    }

    private List<?> one(FormerRoom room, String field, Object part) {
        List<Document> found =
                aggregate(Aggregates.match(eq("_id", room.key())), Aggregates.project(new Document(field, part)));
        return found.isEmpty() ? List.of() : FormerDocuments.list(found.get(0), field);
    }

    /** The field if it is a list, else an empty one. */
    private static Document list(String field) {
        String value = "$" + field;
        return new Document("$cond", List.of(new Document("$isArray", value), value, List.of()));
    }

    private List<Document> aggregate(Bson... stages) {
        return store.read(() -> {
            Optional<MongoCollection<Document>> rooms = store.formerRooms();
            return rooms.isEmpty()
                    ? List.of()
                    : rooms.get()
                            .withTimeout(SECONDS, TimeUnit.SECONDS)
                            .aggregate(List.of(stages))
                            .into(new ArrayList<>());
        });
    }
}
