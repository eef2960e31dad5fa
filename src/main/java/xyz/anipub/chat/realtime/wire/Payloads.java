package xyz.anipub.chat.realtime.wire;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.UserId;
import xyz.anipub.chat.history.RoomSummary;
import xyz.anipub.chat.message.Mention;
import xyz.anipub.chat.message.Message;
import xyz.anipub.chat.message.MessageState;
import xyz.anipub.chat.message.Quote;
import xyz.anipub.chat.presence.Presence;
import xyz.anipub.chat.room.ReadState;
import xyz.anipub.chat.room.Room;
import xyz.anipub.chat.roomlist.RoomNews;

/** What the chat's events and acks carry, as maps that become JSON objects. */
public final class Payloads {

    /** ISO 8601, UTC, always with milliseconds. */
    private static final DateTimeFormatter TIME =
            new DateTimeFormatterBuilder().appendInstant(3).toFormatter();

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
        json.put("message", message(message));
        return json;
    }

    /** A message as the REST API tells it. */
    static Map<String, Object> message(Message message) {
        Map<String, Object> json = posted(message);
        json.put("change", 0L);
        json.put("editedAt", null);
        json.put("deleted", false);
        json.put("replyTo", null);
        json.put("reactions", List.of());
        json.put("mentions", List.of());
        putWhatItHas(json, message);
        return json;
    }

    private static Map<String, Object> posted(Message message) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("_id", message.id().value());
        json.put("room", message.room().value());
        json.put("seq", message.seq());
        json.put("sender", message.sender().id().value());
        json.put("senderName", message.sender().name());
        json.put("senderImage", message.sender().image());
        json.put("content", message.content());
        json.put("timestamp", time(message.timestamp()));
        return json;
    }

    /** What most messages do not have: an answer, mentions, changes. */
    private static void putWhatItHas(Map<String, Object> json, Message message) {
        MessageState state = message.state();
        if (state.change() > 0) {
            json.put("change", state.change());
        }
        state.editedAt().ifPresent(at -> json.put("editedAt", time(at)));
        if (state.deleted()) {
            json.put("deleted", true);
        }
        message.replyTo().ifPresent(quote -> json.put("replyTo", quote(quote)));
        if (!state.reactions().isEmpty()) {
            json.put(
                    "reactions",
                    state.reactionsByEmoji().entrySet().stream()
                            .map(Payloads::reaction)
                            .toList());
        }
        if (!message.mentions().isEmpty()) {
            json.put(
                    "mentions",
                    message.mentions().stream().map(Payloads::mention).toList());
        }
    }

    private static Map<String, Object> quote(Quote quote) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("_id", quote.message().value());
        json.put("seq", quote.seq());
        json.put("sender", quote.sender().value());
        json.put("senderName", quote.senderName());
        json.put("content", quote.content());
        json.put("deleted", quote.deleted());
        return json;
    }

    private static Map<String, Object> reaction(Map.Entry<String, List<UserId>> reaction) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("emoji", reaction.getKey());
        json.put("count", reaction.getValue().size());
        json.put("users", reaction.getValue().stream().map(UserId::value).toList());
        return json;
    }

    private static Map<String, Object> mention(Mention mention) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("userId", mention.user().value());
        json.put("name", mention.name());
        json.put(
                "places",
                mention.places().stream()
                        .map(place -> Map.of("start", place.start(), "end", place.end()))
                        .toList());
        return json;
    }

    /** The same, with the room under the name that events give it. */
    public static Map<String, Object> changedMessage(Message message) {
        Map<String, Object> json = message(message);
        json.put("roomId", message.room().value());
        return json;
    }

    /**
     * With the names that the guide's page reads, and without what it has not: it is sent to everybody in the room. What is missing
     * is 0, null, false or empty.
     */
    public static Map<String, Object> receivedMessage(Message message) {
        Map<String, Object> json = posted(message);
        putWhatItHas(json, message);
        json.put("roomId", message.room().value());
        json.put("userId", message.sender().id().value());
        return json;
    }

    /** A room as the REST API tells it to somebody who has read it so far. */
    public static Map<String, Object> room(RoomSummary summary, ReadState read) {
        Room room = summary.room();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("_id", room.id().value());
        json.put("name", room.name());
        json.put("description", room.description());
        json.put("messages", summary.newest().stream().map(Payloads::message).toList());
        json.put("messageCount", summary.messageCount());
        json.put(
                "members",
                summary.members().stream().map(member -> member.value()).toList());
        json.put("memberCount", summary.memberCount());
        json.put("creator", room.creator().value());
        json.put("createdAt", time(room.createdAt()));
        json.put("updatedAt", time(room.updatedAt()));
        json.put("member", read.member());
        json.put("lastSeq", summary.messageCount());
        json.put("lastRead", read.lastRead());
        json.put("unread", read.unread());
        json.put("firstSeq", room.firstSeq());
        room.retention().ifPresent(retention -> json.put("retention", retention.text()));
        return json;
    }

    /** A room as lists show it that are told of its changes. */
    public static Map<String, Object> news(RoomNews news) {
        Room room = news.room();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("_id", room.id().value());
        json.put("name", room.name());
        json.put("description", room.description());
        json.put("creator", room.creator().value());
        json.put("lastSeq", news.lastSeq());
        json.put("updatedAt", time(room.updatedAt()));
        json.put("last", news.last().map(Payloads::excerpt).orElse(null));
        return json;
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

    private static String time(Instant time) {
        return TIME.format(time);
    }
}
