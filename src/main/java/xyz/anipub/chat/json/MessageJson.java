package xyz.anipub.chat.json;

import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.util.List;
import xyz.anipub.chat.UserId;
import xyz.anipub.chat.message.Mention;
import xyz.anipub.chat.message.Message;
import xyz.anipub.chat.message.MessageState;
import xyz.anipub.chat.message.Quote;
import xyz.anipub.json.Json;
import xyz.anipub.text.IsoTime;

/** A message as JSON. */
public final class MessageJson {

    private static final String CHANGE = "change";
    private static final String EDITED_AT = "editedAt";
    private static final String DELETED = "deleted";
    private static final String REPLY_TO = "replyTo";
    private static final String REACTIONS = "reactions";
    private static final String MENTIONS = "mentions";

    private MessageJson() {}

    public static JsonObject of(Message message) {
        return whole(message).build();
    }

    public static JsonArray of(List<Message> messages) {
        JsonArrayBuilder array = Json.createArrayBuilder();
        messages.forEach(message -> array.add(whole(message)));
        return array.build();
    }

    /** With all its fields: what it has not is 0, null, false or empty. More may be added. */
    public static JsonObjectBuilder whole(Message message) {
        JsonObjectBuilder json = posted(message)
                .add(CHANGE, 0L)
                .add(EDITED_AT, JsonValue.NULL)
                .add(DELETED, false)
                .add(REPLY_TO, JsonValue.NULL)
                .add(REACTIONS, JsonValue.EMPTY_JSON_ARRAY)
                .add(MENTIONS, JsonValue.EMPTY_JSON_ARRAY);
        return addWhatItHas(json, message);
    }

    /** Without the fields that would be 0, null, false or empty. More may be added. */
    public static JsonObjectBuilder brief(Message message) {
        return addWhatItHas(posted(message), message);
    }

    private static JsonObjectBuilder posted(Message message) {
        return Json.createObjectBuilder()
                .add("_id", message.id().value())
                .add("room", message.room().value())
                .add("seq", message.seq())
                .add("sender", message.sender().id().value())
                .add("senderName", message.sender().name())
                .add("senderImage", message.sender().image())
                .add("content", message.content())
                .add("timestamp", IsoTime.text(message.timestamp()));
    }

    /** What most messages do not have: changes, an answer, mentions. */
    private static JsonObjectBuilder addWhatItHas(JsonObjectBuilder json, Message message) {
        MessageState state = message.state();
        if (state.change() > 0) {
            json.add(CHANGE, state.change());
        }
        state.editedAt().ifPresent(at -> json.add(EDITED_AT, IsoTime.text(at)));
        if (state.deleted()) {
            json.add(DELETED, true);
        }
        if (state.removed()) {
            json.add("deletedBy", "moderator");
        }
        if (state.pinnedAt().isPresent()) {
            json.add("pinned", true);
        }
        message.replyTo().ifPresent(quote -> json.add(REPLY_TO, quote(quote)));
        if (!state.reactions().isEmpty()) {
            JsonArrayBuilder reactions = Json.createArrayBuilder();
            state.reactionsByEmoji().forEach((emoji, users) -> reactions.add(reaction(emoji, users)));
            json.add(REACTIONS, reactions);
        }
        if (!message.mentions().isEmpty()) {
            JsonArrayBuilder mentions = Json.createArrayBuilder();
            message.mentions().forEach(mention -> mentions.add(mention(mention)));
            json.add(MENTIONS, mentions);
        }
        return json;
    }

    /** The message that is answered, as it is now. */
    private static JsonObjectBuilder quote(Quote quote) {
        return Json.createObjectBuilder()
                .add("_id", quote.message().value())
                .add("seq", quote.seq())
                .add("sender", quote.sender().value())
                .add("senderName", quote.senderName())
                .add("content", quote.content())
                .add(DELETED, quote.deleted());
    }

    private static JsonObjectBuilder reaction(String emoji, List<UserId> users) {
        return Json.createObjectBuilder()
                .add("emoji", emoji)
                .add("count", users.size())
                .add("users", ids(users));
    }

    static JsonArrayBuilder ids(List<UserId> users) {
        JsonArrayBuilder ids = Json.createArrayBuilder();
        users.forEach(user -> ids.add(user.value()));
        return ids;
    }

    /** A member who is named in the content; places are in UTF-16 code units, from the sign to behind the name. */
    private static JsonObjectBuilder mention(Mention mention) {
        JsonArrayBuilder places = Json.createArrayBuilder();
        mention.places()
                .forEach(place -> places.add(
                        Json.createObjectBuilder().add("start", place.start()).add("end", place.end())));
        return Json.createObjectBuilder()
                .add("userId", mention.user().value())
                .add("name", mention.name())
                .add("places", places);
    }
}
