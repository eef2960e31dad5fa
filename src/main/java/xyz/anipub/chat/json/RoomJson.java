package xyz.anipub.chat.json;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import xyz.anipub.chat.history.RoomSummary;
import xyz.anipub.chat.member.ReadState;
import xyz.anipub.chat.room.Room;

/** A room as JSON; {@code messages} and {@code members} are bounded views. */
public final class RoomJson {

    private RoomJson() {}

    /**
     * {@code lastChange} is left out in lists, and {@code retention} if the server's rule is the room's own.
     *
     * @param read how far its reader has read it
     */
    public static JsonObject of(RoomSummary summary, ReadState read) {
        Room room = summary.room();
        JsonObjectBuilder json = MessageJson.JSON
                .createObjectBuilder()
                .add("_id", room.id().value())
                .add("name", room.name())
                .add("description", room.description())
                .add("messages", MessageJson.of(summary.newest()))
                .add("messageCount", summary.messageCount())
                .add("members", MessageJson.ids(summary.members()))
                .add("memberCount", summary.memberCount())
                .add("creator", room.creator().value())
                .add("createdAt", IsoTime.text(room.createdAt()))
                .add("updatedAt", IsoTime.text(room.updatedAt()))
                .add("member", read.member())
                .add("lastSeq", summary.messageCount())
                .add("lastRead", read.lastRead())
                .add("unread", read.unread())
                .add("firstSeq", room.firstSeq());
        room.retention().ifPresent(retention -> json.add("retention", retention.text()));
        summary.lastChange().ifPresent(change -> json.add("lastChange", change));
        return json.build();
    }
}
