package xyz.anipub.chat.rest.message;

import jakarta.json.bind.annotation.JsonbNillable;
import jakarta.json.bind.annotation.JsonbProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;
import xyz.anipub.chat.rest.message.MessageView.MentionView;
import xyz.anipub.chat.rest.message.MessageView.QuoteView;
import xyz.anipub.chat.rest.message.MessageView.ReactionView;

/** A message that was found, and the name of its room. */
@JsonbNillable
public record FoundView(
        @JsonbProperty("_id") String id,
        String room,
        long seq,
        String sender,
        String senderName,
        String senderImage,
        String content,
        String timestamp,
        long change,
        @Nullable String editedAt,
        boolean deleted,
        @Nullable QuoteView replyTo,
        List<ReactionView> reactions,
        List<MentionView> mentions,
        String roomName) {

    static FoundView of(MessageView message, String roomName) {
        return new FoundView(
                message.id(),
                message.room(),
                message.seq(),
                message.sender(),
                message.senderName(),
                message.senderImage(),
                message.content(),
                message.timestamp(),
                message.change(),
                message.editedAt(),
                message.deleted(),
                message.replyTo(),
                message.reactions(),
                message.mentions(),
                roomName);
    }
}
