package xyz.anipub.chat.mongo.room;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.or;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.unset;

import jakarta.inject.Inject;
import java.util.List;
import org.bson.conversions.Bson;
import org.bson.types.ObjectId;
import xyz.anipub.bean.SingletonBean;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.UserId;
import xyz.anipub.chat.mongo.ChatStore;
import xyz.anipub.chat.power.Role;
import xyz.anipub.chat.power.RoleRepository;

/** Owners in {@code rooms}, moderators in {@code memberships}. */
@SingletonBean
public class MongoRoleRepository implements RoleRepository {

    private final ChatStore store;

    @Inject
    public MongoRoleRepository(ChatStore store) {
        this.store = store;
    }

    @Override
    public boolean replaceOwners(RoomId room, List<UserId> before, List<UserId> after) {
        Bson unchanged = eq(PolicyDocuments.OWNERS, ids(before));
        if (before.size() < 2) {
            // Of a version that kept none, its creator owns it.
            UserId creator = before.isEmpty() ? UserId.NOBODY : before.get(0);
            unchanged = or(
                    unchanged,
                    and(
                            exists(PolicyDocuments.OWNERS, false),
                            eq("creator", new ObjectId(creator.value()))));
        }
        Bson filter = and(eq("_id", new ObjectId(room.value())), unchanged);
        return store.write(() -> store.rooms().updateOne(filter, set(PolicyDocuments.OWNERS, ids(after))))
                        .getMatchedCount()
                > 0;
    }

    @Override
    public boolean setModerator(RoomId room, UserId user, boolean moderator) {
        Bson update = moderator
                ? set(MongoRoomPowerRepository.ROLE, Role.MODERATOR.text())
                : unset(MongoRoomPowerRepository.ROLE);
        return store.write(() -> store.memberships().updateOne(RoomMembers.membership(room, user), update))
                        .getMatchedCount()
                > 0;
    }

    private static List<ObjectId> ids(List<UserId> users) {
        return users.stream().map(user -> new ObjectId(user.value())).toList();
    }
}
