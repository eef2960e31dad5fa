package xyz.anipub.chat.mongo.room;

import java.util.Date;
import java.util.Optional;
import org.bson.Document;
import org.bson.types.ObjectId;
import xyz.anipub.chat.Retention;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.UserId;
import xyz.anipub.chat.member.Member;
import xyz.anipub.chat.member.Membership;
import xyz.anipub.chat.mongo.MessageDocuments;
import xyz.anipub.chat.power.Role;
import xyz.anipub.chat.room.Room;
import xyz.anipub.text.NameKey;
import xyz.anipub.text.mongo.TakenNames;

/** Rooms and members as documents. */
final class RoomDocuments {

    static final String RETENTION = "retention";
    static final String FIRST_SEQ = "firstSeq";
    static final String LAST_SEQ = "lastSeq";
    /** Of a membership: the first seq that the member may read; missing for who may read all. */
    static final String FROM = "from";

    static final String NAME_KEY = "nameKey";
    /** Of a membership; missing where it is the name. */
    static final String DISPLAY_NAME = "displayName";

    private RoomDocuments() {}

    static Document of(Room room) {
        Document document = new Document("_id", new ObjectId(room.id().value()))
                .append("name", room.name())
                .append(NAME_KEY, room.policy().isPrivate() ? hiddenKey(room.id()) : NameKey.of(room.name()))
                .append("description", room.description())
                .append("creator", new ObjectId(room.creator().value()))
                .append("createdAt", Date.from(room.createdAt()))
                .append("updatedAt", Date.from(room.updatedAt()));
        PolicyDocuments.append(document, room.policy());
        room.retention().ifPresent(retention -> document.append(RETENTION, retention.text()));
        return room.isCounted() ? document.append("memberCount", room.memberCount()) : document;
    }

    static Room room(Document document) {
        return new Room(
                new RoomId(document.getObjectId("_id").toHexString()),
                document.getString("name"),
                document.getString("description"),
                new UserId(document.getObjectId("creator").toHexString()),
                document.getDate("createdAt").toInstant(),
                document.getDate("updatedAt").toInstant(),
                // Missing until the first message.
                MessageDocuments.number(document, LAST_SEQ),
                document.get("memberCount") instanceof Number count ? count.longValue() : Room.UNCOUNTED,
                retention(document),
                firstSeq(document),
                PolicyDocuments.policy(document));
    }

    /** In place of the name's: names of private rooms are nobody's business, and no name's key is like this. */
    static String hiddenKey(RoomId room) {
        return TakenNames.UNNAMED + room.value();
    }

    static Optional<Retention> retention(Document document) {
        return Optional.ofNullable(document.getString(RETENTION)).map(Retention::parse);
    }

    /** Missing as long as nothing has expired. */
    static long firstSeq(Document document) {
        return Math.max(1, MessageDocuments.number(document, FIRST_SEQ));
    }

    static Membership membership(Document membership) {
        return new Membership(
                new RoomId(membership.getObjectId("room").toHexString()),
                MessageDocuments.number(membership, "lastRead"),
                Math.max(1, MessageDocuments.number(membership, FROM)),
                Role.MODERATOR.text().equals(membership.get(MongoRoomPowerRepository.ROLE)));
    }

    static Member member(Document membership) {
        return new Member(
                new UserId(membership.getObjectId("user").toHexString()),
                membership.getString("name"),
                membership.getString("image"),
                membership.get(DISPLAY_NAME, ""));
    }
}
