package xyz.anipub.chat.rest.message;

import jakarta.json.bind.annotation.JsonbNillable;
import jakarta.json.bind.annotation.JsonbProperty;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import xyz.anipub.chat.UserId;
import xyz.anipub.chat.message.Mention;
import xyz.anipub.chat.message.Message;
import xyz.anipub.chat.message.Quote;
import xyz.anipub.chat.rest.IsoTime;

/** A message as the contract tells it; what is not there is null. */
@JsonbNillable
public record MessageView(
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
        List<MentionView> mentions) {

    public static MessageView of(Message message) {
        return new MessageView(
                message.id().value(),
                message.room().value(),
                message.seq(),
                message.sender().id().value(),
                message.sender().name(),
                message.sender().image(),
                message.content(),
                IsoTime.text(message.timestamp()),
                message.state().change(),
                message.state().editedAt().map(IsoTime::text).orElse(null),
                message.state().deleted(),
                message.replyTo().map(QuoteView::of).orElse(null),
                message.state().reactionsByEmoji().entrySet().stream()
                        .map(ReactionView::of)
                        .toList(),
                message.mentions().stream().map(MentionView::of).toList());
    }

    /** The message that is answered, as it is now. JSON-B asks here whether a message without one tells a null. */
    @JsonbNillable
    public record QuoteView(
            @JsonbProperty("_id") String id,
            long seq,
            String sender,
            String senderName,
            String content,
            boolean deleted) {

        static QuoteView of(Quote quote) {
            return new QuoteView(
                    quote.message().value(),
                    quote.seq(),
                    quote.sender().value(),
                    quote.senderName(),
                    quote.content(),
                    quote.deleted());
        }
    }

    /** An emoji and who used it. */
    public record ReactionView(String emoji, int count, List<String> users) {

        static ReactionView of(Map.Entry<String, List<UserId>> reaction) {
            List<String> users = reaction.getValue().stream().map(UserId::value).toList();
            return new ReactionView(reaction.getKey(), users.size(), users);
        }
    }

    /** A member who is named in the content. */
    public record MentionView(String userId, String name, List<PlaceView> places) {

        static MentionView of(Mention mention) {
            List<PlaceView> places = mention.places().stream()
                    .map(place -> new PlaceView(place.start(), place.end()))
                    .toList();
            return new MentionView(mention.user().value(), mention.name(), places);
        }
    }

    /** Where the content names a member, in UTF-16 code units: from the sign to behind the name. */
    public record PlaceView(int start, int end) {}
}
