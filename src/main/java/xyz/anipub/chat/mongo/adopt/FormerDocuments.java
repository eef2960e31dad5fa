package xyz.anipub.chat.mongo.adopt;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.bson.Document;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;
import xyz.anipub.chat.MessageId;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.UserId;
import xyz.anipub.chat.adopt.FormerMessage;
import xyz.anipub.chat.adopt.FormerRoom;

/** The other server's documents, in which any field may be missing, or of another type. */
final class FormerDocuments {

    private FormerDocuments() {}

    /** What a projection has made of a room: {@code messages} and {@code members} are counted, {@code last} is the end. */
    static FormerRoom room(Document room) {
        int messages = count(room, "messages");
        List<?> last = list(room, "last");
        return new FormerRoom(
                Objects.requireNonNull(room.get("_id")),
                hex(room.get("_id")).map(RoomId::new),
                text(room, "name"),
                text(room, "description"),
                instant(room.get("createdAt")),
                instant(room.get("updatedAt")),
                messages,
                count(room, "members"),
                last.isEmpty() ? Optional.empty() : Optional.of(message(messages - 1, last.get(0))));
    }

    static FormerMessage message(int position, @Nullable Object element) {
        Document message = element instanceof Document document ? document : new Document();
        return new FormerMessage(
                position,
                hex(message.get("_id")).map(MessageId::new),
                user(message.get("sender")),
                text(message, "senderName"),
                text(message, "senderImage"),
                content(message.get("content")),
                instant(message.get("timestamp")));
    }

    static Optional<UserId> user(@Nullable Object reference) {
        Object id = reference instanceof Document whole ? whole.get("_id") : reference;
        return hex(id).map(UserId::new);
    }

    static List<?> list(Document document, String field) {
        return document.get(field) instanceof List<?> list ? list : List.of();
    }

    /** 24 lower-case hex digits, of an ObjectId or of its text. */
    private static Optional<String> hex(@Nullable Object id) {
        if (id instanceof ObjectId objectId) {
            return Optional.of(objectId.toHexString());
        }
        return id instanceof String text && ObjectId.isValid(text)
                ? Optional.of(new ObjectId(text).toHexString())
                : Optional.empty();
    }

    private static String text(Document document, String field) {
        return document.get(field) instanceof String text ? text : "";
    }

    private static Optional<String> content(@Nullable Object content) {
        boolean isText = content instanceof String || content instanceof Number || content instanceof Boolean;
        return isText ? Optional.of(String.valueOf(content)) : Optional.empty();
    }

    private static int count(Document room, String field) {
        return room.get(field) instanceof Number number ? number.intValue() : 0;
    }

    private static Optional<Instant> instant(@Nullable Object time) {
        if (time instanceof Date date) {
            return Optional.of(date.toInstant());
        }
        if (time instanceof Number number) {
            return Optional.of(Instant.ofEpochMilli(number.longValue()));
        }
        if (time instanceof String text) {
            try {
                return Optional.of(
                        OffsetDateTime.parse(text.strip()).toInstant().truncatedTo(ChronoUnit.MILLIS));
            } catch (DateTimeException none) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }
}
