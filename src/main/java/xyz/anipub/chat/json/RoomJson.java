package xyz.anipub.chat.json;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.time.Instant;
import java.util.Optional;
import xyz.anipub.chat.history.RoomSummary;
import xyz.anipub.chat.member.ReadState;
import xyz.anipub.chat.power.Role;
import xyz.anipub.chat.power.RoomPolicy;
import xyz.anipub.chat.power.Standing;
import xyz.anipub.chat.room.Room;
import xyz.anipub.json.Json;
import xyz.anipub.text.IsoTime;

/** A room as JSON; {@code messages} and {@code members} are bounded views. */
public final class RoomJson {

    private RoomJson() {}

    /**
     * Of a list, which does not say whether its reader is muted.
     *
     * @param role what its reader is there, a member
     */
    public static JsonObject ofList(RoomSummary summary, ReadState read, Optional<Role> role) {
        return of(summary, read, role.map(mine -> new Standing(mine, Optional.empty())));
    }

    /**
     * {@code lastChange} and {@code mutedUntil} are left out in lists, {@code retention} if the server's rule is the room's own, and what
     * is usual of how the room is governed.
     *
     * @param read how far its reader has read it
     * @param standing what its reader is there, a member
     */
    public static JsonObject of(RoomSummary summary, ReadState read, Optional<Standing> standing) {
        Room room = summary.room();
        JsonObjectBuilder json = Json.createObjectBuilder()
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
                .add("firstSeq", room.firstSeq())
                .add("kind", RoomPolicy.text(room.policy().kind()))
                .add("visibility", RoomPolicy.text(room.policy().visibility()));
        room.retention().ifPresent(retention -> json.add("retention", retention.text()));
        addPolicy(json, room.policy());
        standing.ifPresent(member -> {
            json.add("role", member.role().text());
            member.mutedUntil()
                    .ifPresent(until -> json.add(
                            "mutedUntil",
                            until.equals(Instant.MAX) ? JsonValue.NULL : Json.createValue(IsoTime.text(until))));
        });
        summary.lastChange().ifPresent(change -> json.add("lastChange", change));
        return json.build();
    }

    /** Without what is usual. */
    private static void addPolicy(JsonObjectBuilder json, RoomPolicy policy) {
        if (policy.posting() != RoomPolicy.Who.MEMBERS) {
            json.add("posting", RoomPolicy.text(policy.posting()));
        }
        if (!policy.slowMode().isZero()) {
            json.add("slowMode", policy.slowMode().toSeconds());
        }
        if (policy.history() != RoomPolicy.History.ALL) {
            json.add("history", RoomPolicy.text(policy.history()));
        }
        if (policy.invites() != RoomPolicy.Who.MEMBERS) {
            json.add("invites", RoomPolicy.text(policy.invites()));
        }
    }
}
