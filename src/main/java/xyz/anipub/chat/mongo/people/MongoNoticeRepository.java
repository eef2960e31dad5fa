package xyz.anipub.chat.mongo.people;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.empty;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Projections.include;
import static com.mongodb.client.model.Sorts.descending;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoException;
import com.mongodb.bulk.BulkWriteError;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.InsertManyOptions;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.ObjectId;
import xyz.anipub.bean.SingletonBean;
import xyz.anipub.chat.MessageId;
import xyz.anipub.chat.Page;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.UserId;
import xyz.anipub.chat.mongo.ChatStore;
import xyz.anipub.chat.notice.Notice;
import xyz.anipub.chat.notice.NoticeRepository;
import xyz.anipub.store.MongoFailures;

/**
 * Notices in {@code notices}: {@code {user, room, message, sender, kind}}, unique by user and message, in the order of their ids, which begin
 * with the time. They go with their room.
 */
@SingletonBean
public class MongoNoticeRepository implements NoticeRepository {

    private static final String ID = "_id";
    private static final String USER = "user";
    private static final String ROOM = "room";
    private static final String MESSAGE = "message";
    private static final String SENDER = "sender";
    private static final String KIND = "kind";

    private final ChatStore store;

    @Inject
    public MongoNoticeRepository(ChatStore store) {
        this.store = store;
    }

    private MongoCollection<Document> notices() {
        return store.notices();
    }

    @Override
    public String nextId(Instant at) {
        return new ObjectId(Date.from(at)).toHexString();
    }

    @Override
    public List<Notice> add(List<Notice> notices) {
        List<Document> documents =
                notices.stream().map(MongoNoticeRepository::document).toList();
        Set<Integer> known = store.write(() -> {
            try {
                notices().insertMany(documents, new InsertManyOptions().ordered(false));
                return Set.of();
            } catch (MongoException refusal) {
                if (!MongoFailures.isDuplicate(refusal) || !(refusal instanceof MongoBulkWriteException some)) {
                    throw refusal;
                }
                return some.getWriteErrors().stream()
                        .map(BulkWriteError::getIndex)
                        .collect(Collectors.toSet());
            }
        });
        return IntStream.range(0, notices.size())
                .filter(index -> !known.contains(index))
                .mapToObj(notices::get)
                .toList();
    }

    @Override
    public void trim(UserId user, int max) {
        Document first = store.read(() -> notices()
                .find(eq(USER, objectId(user.value())))
                .sort(descending(ID))
                .skip(max)
                .projection(include(ID))
                .first());
        if (first != null) {
            store.write(
                    () -> notices().deleteMany(and(eq(USER, objectId(user.value())), lte(ID, first.getObjectId(ID)))));
        }
    }

    @Override
    public Page<Notice> of(UserId user, Optional<String> before, int limit) {
        Bson older = before.map(cursor -> {
                    if (!ObjectId.isValid(cursor)) {
                        throw Page.noCursor("before");
                    }
                    return lt(ID, objectId(cursor));
                })
                .orElse(empty());
        List<Notice> found = store.read(() -> notices()
                .find(and(eq(USER, objectId(user.value())), older))
                .sort(descending(ID))
                .limit(limit + 1)
                .map(MongoNoticeRepository::notice)
                .into(new ArrayList<>()));
        return Page.of(found, limit, Notice::id);
    }

    @Override
    public void removeBefore(Instant time) {
        ObjectId first = new ObjectId((int) time.getEpochSecond(), 0);
        store.write(() -> notices().deleteMany(lt(ID, first)));
    }

    private static Document document(Notice notice) {
        return new Document(ID, objectId(notice.id()))
                .append(USER, objectId(notice.user().value()))
                .append(ROOM, objectId(notice.room().value()))
                .append(MESSAGE, objectId(notice.message().value()))
                .append(SENDER, objectId(notice.sender().value()))
                .append(KIND, notice.kind().text());
    }

    private static Notice notice(Document found) {
        return new Notice(
                hex(found, ID),
                new UserId(hex(found, USER)),
                new RoomId(hex(found, ROOM)),
                new MessageId(hex(found, MESSAGE)),
                new UserId(hex(found, SENDER)),
                Notice.Kind.of(found.getString(KIND)));
    }

    private static String hex(Document found, String field) {
        return found.getObjectId(field).toHexString();
    }

    private static ObjectId objectId(String id) {
        return new ObjectId(id);
    }
}
