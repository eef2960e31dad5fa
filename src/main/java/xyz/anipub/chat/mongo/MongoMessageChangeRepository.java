package xyz.anipub.chat.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Filters.not;
import static com.mongodb.client.model.Sorts.ascending;

import com.mongodb.MongoException;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.bson.types.ObjectId;
import xyz.anipub.bean.SingletonBean;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.change.MessageChangeRepository;
import xyz.anipub.chat.message.Message;
import xyz.anipub.chat.message.Revision;
import xyz.anipub.store.MongoFailures;

/**
 * Changes: the one that was begun last in {@code changes}, one document for each room whose number decides between
 * nodes; those that are finished in their {@code messages}, content and number in one write.
 */
@SingletonBean
class MongoMessageChangeRepository implements MessageChangeRepository {

    private final ChatStore store;
    private final MongoMessageRepository messages;

    @Inject
    MongoMessageChangeRepository(ChatStore store, MongoMessageRepository messages) {
        this.store = store;
        this.messages = messages;
    }

    @Override
    public Optional<Revision> begun(RoomId room) {
        return Optional.ofNullable(store.read(
                        () -> store.changes().find(eq("_id", objectId(room))).first()))
                .map(RevisionDocuments::revision);
    }

    @Override
    public boolean begin(Revision revision) {
        Document begun = RevisionDocuments.of(revision);
        long number = revision.state().change();
        return store.write(() -> {
            if (number > 1) {
                return store.changes()
                                .replaceOne(and(eq("_id", objectId(revision.room())), eq("change", number - 1)), begun)
                                .getMatchedCount()
                        == 1;
            }
            try {
                return store.changes().insertOne(begun).wasAcknowledged();
            } catch (MongoException refusal) {
                if (MongoFailures.isDuplicate(refusal)) {
                    return false;
                }
                throw refusal;
            }
        });
    }

    @Override
    public boolean finish(Revision revision) {
        return store.write(() -> store.messages()
                                .updateOne(
                                        and(
                                                eq(
                                                        "_id",
                                                        new ObjectId(revision.message()
                                                                .value())),
                                                not(gte(
                                                        "change",
                                                        revision.state().change()))),
                                        RevisionDocuments.update(revision)))
                        .getModifiedCount()
                > 0;
    }

    /**
     * First the last number that can be seen, then what is up to it: a higher one that comes meanwhile could be seen
     * without those that came before it.
     */
    @Override
    public List<Message> changes(RoomId room, long since, int limit) {
        long last = messages.lastChange(room);
        if (last <= since) {
            return List.of();
        }
        return messages.read(() -> store.messages()
                .find(and(eq("room", objectId(room)), gt("change", since), lte("change", last)))
                .sort(ascending("change"))
                .limit(limit)
                .into(new ArrayList<>()));
    }

    private static ObjectId objectId(RoomId id) {
        return new ObjectId(id.value());
    }
}
