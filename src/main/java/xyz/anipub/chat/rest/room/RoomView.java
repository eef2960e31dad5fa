package xyz.anipub.chat.rest.room;

import jakarta.json.bind.annotation.JsonbProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;
import xyz.anipub.chat.Retention;
import xyz.anipub.chat.history.RoomSummary;
import xyz.anipub.chat.rest.IsoTime;
import xyz.anipub.chat.rest.message.MessageView;
import xyz.anipub.chat.room.ReadState;
import xyz.anipub.chat.room.Room;

/**
 * A room as the contract tells it; {@code messages} and {@code members} are bounded views.
 *
 * @param members ids
 * @param retention left out if the server's rule is the room's own
 * @param lastChange left out in lists
 */
public record RoomView(
        @JsonbProperty("_id") String id,
        String name,
        String description,
        List<MessageView> messages,
        long messageCount,
        List<String> members,
        long memberCount,
        String creator,
        String createdAt,
        String updatedAt,
        boolean member,
        long lastSeq,
        long lastRead,
        long unread,
        long firstSeq,
        @Nullable String retention,
        @Nullable Long lastChange) {

    /** @param read how far the caller has read it */
    static RoomView of(RoomSummary summary, ReadState read) {
        Room room = summary.room();
        return new RoomView(
                room.id().value(),
                room.name(),
                room.description(),
                summary.newest().stream().map(MessageView::of).toList(),
                summary.messageCount(),
                summary.members().stream().map(member -> member.value()).toList(),
                summary.memberCount(),
                room.creator().value(),
                IsoTime.text(room.createdAt()),
                IsoTime.text(room.updatedAt()),
                read.member(),
                summary.messageCount(),
                read.lastRead(),
                read.unread(),
                room.firstSeq(),
                room.retention().map(Retention::text).orElse(null),
                summary.lastChange().isPresent() ? summary.lastChange().getAsLong() : null);
    }
}
