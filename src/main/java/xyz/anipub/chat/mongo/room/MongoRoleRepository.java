package xyz.anipub.chat.mongo.room;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.ne;
import static com.mongodb.client.model.Filters.or;
import static com.mongodb.client.model.Projections.include;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.unset;

import jakarta.inject.Inject;
import java.util.Date;
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

    /** Since when a member is a moderator; missing of a version that kept none. */
    private static final String SINCE = "roleAt";

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
                    and(exists(PolicyDocuments.OWNERS, false), eq("creator", new ObjectId(creator.value()))));
        }
        Bson filter = and(eq("_id", new ObjectId(room.value())), unchanged);
        return store.write(() -> store.rooms().updateOne(filter, set(PolicyDocuments.OWNERS, ids(after))))
                        .getMatchedCount()
                > 0;
    }

    @Override
    public boolean setModerator(RoomId room, UserId user, boolean moderator) {
        Bson update = moderator
                ? combine(set(MongoRoomPowerRepository.ROLE, Role.MODERATOR.text()), set(SINCE, new Date()))
                : combine(unset(MongoRoomPowerRepository.ROLE), unset(SINCE));
        Bson member = RoomMembers.membership(room, user);
        // Who is one stays it since then.
        Bson other = and(member, ne(MongoRoomPowerRepository.ROLE, Role.MODERATOR.text()));
        boolean isNews = store.write(() -> store.memberships().updateOne(moderator ? other : member, update))
                        .getMatchedCount()
                > 0;
        return isNews
                || moderator
                        && store.read(() -> store.memberships()
                                        .find(member)
                                        .projection(include("_id"))
                                        .first())
                                != null;
    }

    private static List<ObjectId> ids(List<UserId> users) {
        return users.stream().map(user -> new ObjectId(user.value())).toList();
    }
}
