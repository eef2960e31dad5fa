package xyz.anipub.chat.realtime.wire;

import jakarta.json.JsonObject;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.json.MessageJson;
import xyz.anipub.chat.json.PersonJson;
import xyz.anipub.chat.member.Member;
import xyz.anipub.chat.message.Message;
import xyz.anipub.chat.notice.Notice;
import xyz.anipub.chat.power.RoomPolicy;
import xyz.anipub.chat.power.Standing;
import xyz.anipub.chat.presence.Presence;
import xyz.anipub.chat.room.Room;
import xyz.anipub.chat.roomlist.RoomNews;
import xyz.anipub.json.Json;
import xyz.anipub.text.IsoTime;

/** What the chat's events and acks carry: JSON objects, and maps that become such. */
public final class Payloads {

    private static final int EXCERPT = 100;

    private Payloads() {}

    /** An ack that says yes; further fields may be put into it. */
    public static Map<String, Object> ok() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("ok", true);
        return json;
    }

    /** An ack with a message. */
    public static Map<String, Object> okWith(Message message) {
        Map<String, Object> json = ok();
        json.put("message", MessageJson.of(message));
        return json;
    }

    /** A message, with the room under the name that events give it. */
    public static JsonObject changedMessage(Message message) {
        return MessageJson.whole(message).add("roomId", message.room().value()).build();
    }

    /**
     * With the names that the guide's page reads, and without what it has not: it is sent to everybody in the room. What is missing
     * is 0, null, false or empty.
     */
    public static JsonObject receivedMessage(Message message) {
        return MessageJson.brief(message)
                .add("roomId", message.room().value())
                .add("userId", message.sender().id().value())
                .build();
    }

    /** A room as lists show it that are told of its changes. */
    public static Map<String, Object> news(RoomNews news) {
        Room room = news.room();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("_id", room.id().value());
        json.put("name", room.name());
        json.put("description", room.description());
        json.put("creator", room.creator().value());
        json.put("kind", RoomPolicy.text(room.policy().kind()));
        json.put("visibility", RoomPolicy.text(room.policy().visibility()));
        json.put("lastSeq", news.lastSeq());
        json.put("updatedAt", IsoTime.text(room.updatedAt()));
        RoomPolicy policy = room.policy();
        if (policy.posting() != RoomPolicy.Who.MEMBERS) {
            json.put("posting", RoomPolicy.text(policy.posting()));
        }
        if (!policy.slowMode().isZero()) {
            json.put("slowMode", policy.slowMode().toSeconds());
        }
        if (policy.invites() != RoomPolicy.Who.MEMBERS) {
            json.put("invites", RoomPolicy.text(policy.invites()));
        }
        json.put("last", news.shown().map(Payloads::excerpt).orElse(null));
        return json;
    }

    /** That somebody asks its reader into a room: no more of that than one may know who is not in it. */
    public static Map<String, Object> invited(Room room, Member by) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("_id", room.id().value());
        shown.put("name", room.name());
        shown.put("description", room.description());
        shown.put("memberCount", Math.max(0, room.memberCount()));
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("room", shown);
        json.put("by", PersonJson.of(by));
        return json;
    }

    /** That a message is about its reader. */
    public static JsonObject mentioned(Message message, Notice.Kind kind) {
        return Json.createObjectBuilder()
                .add("roomId", message.room().value())
                .add("kind", kind.text())
                .add("message", MessageJson.of(message))
                .build();
    }

    private static Map<String, Object> excerpt(Message message) {
        String content = message.content();
        int characters = Math.min(EXCERPT, content.codePointCount(0, content.length()));
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("sender", message.sender().id().value());
        json.put("senderName", message.sender().name());
        json.put("content", content.substring(0, content.offsetByCodePoints(0, characters)));
        return json;
    }

    /** Whether its reader is a member of a room. */
    public static Map<String, Object> membership(RoomId room, boolean member) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("roomId", room.value());
        json.put("member", member);
        return json;
    }

    /** What its reader, a member, is in a room. */
    public static Map<String, Object> membership(RoomId room, Standing standing) {
        Map<String, Object> json = membership(room, true);
        putStanding(json, standing);
        return json;
    }

    /** What a member is, and until when muted: null for ever, missing if not muted. */
    public static void putStanding(Map<String, Object> json, Standing standing) {
        json.put("role", standing.role().text());
        standing.mutedUntil()
                .ifPresent(until -> json.put("mutedUntil", until.equals(Instant.MAX) ? null : IsoTime.text(until)));
    }

    /** How many reports of a room are open. */
    public static Map<String, Object> reports(RoomId room, long open) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("roomId", room.value());
        json.put("open", open);
        return json;
    }

    /** Where a room's history begins. */
    public static Map<String, Object> historyBegins(RoomId room, long firstSeq) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("roomId", room.value());
        json.put("firstSeq", firstSeq);
        return json;
    }

    /** That a room is gone. */
    public static Map<String, Object> deleted(RoomId room) {
        return Map.of("roomId", room.value());
    }

    /**
     * A notice that a user came or left.
     *
     * @param userCount how many are there since
     */
    public static Map<String, Object> notice(RoomId room, Presence presence, int userCount) {
        Map<String, Object> json = notice(room, presence);
        json.put("userCount", userCount);
        return json;
    }

    /** That a user does something in a room. */
    public static Map<String, Object> notice(RoomId room, Presence presence) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("roomId", room.value());
        json.put("userId", presence.userId().value());
        json.put("userName", presence.userName());
        return json;
    }

    public static List<Map<String, Object>> users(List<Presence> present) {
        return present.stream().map(Payloads::user).toList();
    }

    private static Map<String, Object> user(Presence presence) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("userId", presence.userId().value());
        json.put("userName", presence.userName());
        json.put("socketId", presence.socketId());
        return json;
    }
}
