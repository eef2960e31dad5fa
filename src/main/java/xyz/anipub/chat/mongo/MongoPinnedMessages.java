package xyz.anipub.chat.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Sorts.descending;

import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.ObjectId;
import xyz.anipub.bean.SingletonBean;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.message.Message;
import xyz.anipub.chat.message.PinnedMessages;

/** Of {@code messages} those that are pinned, by an index which has no others. */
@SingletonBean
class MongoPinnedMessages implements PinnedMessages {

    private final ChatStore store;
    private final MessageReader reader;

    @Inject
    MongoPinnedMessages(ChatStore store) {
        this.store = store;
        this.reader = new MessageReader(store);
    }

    @Override
    public long count(RoomId room) {
        return store.read(() -> store.messages().countDocuments(pinned(room)));
    }

    @Override
    public List<Message> of(RoomId room, int limit) {
        List<Document> found = store.read(() -> store.messages()
                .find(pinned(room))
                .sort(descending(RevisionDocuments.PINNED_AT))
                .limit(limit)
                .into(new ArrayList<>()));
        return reader.messages(found);
    }

    private static Bson pinned(RoomId room) {
        return and(eq("room", new ObjectId(room.value())), gt(RevisionDocuments.PINNED_AT, new Date(0)));
    }
}
