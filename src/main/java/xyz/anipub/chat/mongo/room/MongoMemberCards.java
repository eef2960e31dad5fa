package xyz.anipub.chat.mongo.room;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.empty;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Projections.excludeId;
import static com.mongodb.client.model.Projections.fields;
import static com.mongodb.client.model.Projections.include;
import static com.mongodb.client.model.Sorts.ascending;

import com.mongodb.client.model.Updates;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bson.conversions.Bson;
import org.bson.types.ObjectId;
import xyz.anipub.bean.SingletonBean;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.UserId;
import xyz.anipub.chat.mongo.ChatStore;
import xyz.anipub.chat.room.MemberCards;

/** In {@code memberships}. Without waiting for the disk: what is lost with the power, the next join puts right. */
@SingletonBean
public class MongoMemberCards implements MemberCards {

    /** In one command, which has to end within the store's time limit. */
    private static final int STEP = 300;

    private final ChatStore store;

    @Inject
    public MongoMemberCards(ChatStore store) {
        this.store = store;
    }

    @Override
    public Optional<RoomId> set(UserId user, String image, String displayName, Optional<RoomId> after) {
        Bson mine = eq("user", new ObjectId(user.value()));
        Bson above = after.map(room -> gt("room", new ObjectId(room.value()))).orElse(empty());
        List<ObjectId> rooms = store.read(() -> store.memberships()
                .find(and(mine, above))
                .sort(ascending("room"))
                .limit(STEP)
                .projection(fields(include("room"), excludeId()))
                .map(membership -> membership.getObjectId("room"))
                .into(new ArrayList<>()));
        if (!rooms.isEmpty()) {
            Bson called = displayName.isEmpty()
                    ? Updates.unset(RoomDocuments.DISPLAY_NAME)
                    : Updates.set(RoomDocuments.DISPLAY_NAME, displayName);
            Bson card = Updates.combine(Updates.set("image", image), called);
            store.write(() -> store.readMarks().updateMany(and(mine, in("room", rooms)), card));
        }
        return rooms.size() < STEP
                ? Optional.empty()
                : Optional.of(new RoomId(rooms.get(STEP - 1).toHexString()));
    }
}
