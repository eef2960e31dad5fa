package xyz.anipub.chat.mongo;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Projections.include;
import static com.mongodb.client.model.Sorts.ascending;

import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.ObjectId;
import xyz.anipub.bean.SingletonBean;
import xyz.anipub.chat.MessageId;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.UserId;
import xyz.anipub.chat.export.OwnMessages;

/** Messages of one sender, for which there is no index: stretch by stretch of each room. In {@code messages}. */
@SingletonBean
class MongoOwnMessages implements OwnMessages {

    private final ChatStore store;

    @Inject
    MongoOwnMessages(ChatStore store) {
        this.store = store;
    }

    @Override
    public List<RoomId> rooms(Optional<RoomId> after, int limit) {
        return RoomWalk.rooms(store, after, limit);
    }

    @Override
    public List<OwnMessage> of(UserId sender, RoomId room, long after, long upTo, int limit) {
        Bson stretch = RoomWalk.stretch(room, after, upTo, eq("sender", new ObjectId(sender.value())));
        return store.read(() -> store.messages()
                .find(stretch)
                .sort(ascending("seq"))
                .limit(limit)
                .projection(include(
                        "room", "seq", "content", "timestamp", "editedAt", "deleted", MessageDocuments.REPLY_TO))
                .map(MongoOwnMessages::own)
                .into(new ArrayList<>()));
    }

    private static OwnMessage own(Document found) {
        return new OwnMessage(
                new MessageId(found.getObjectId("_id").toHexString()),
                new RoomId(found.getObjectId("room").toHexString()),
                MessageDocuments.number(found, "seq"),
                found.getString("content"),
                found.getDate("timestamp").toInstant(),
                Optional.ofNullable(found.getDate("editedAt")).map(Date::toInstant),
                found.getBoolean("deleted", false),
                Optional.ofNullable(found.getObjectId(MessageDocuments.REPLY_TO))
                        .map(id -> new MessageId(id.toHexString())));
    }
}
