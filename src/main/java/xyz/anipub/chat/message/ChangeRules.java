package xyz.anipub.chat.message;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import xyz.anipub.chat.ChatException;
import xyz.anipub.chat.ErrorCode;
import xyz.anipub.chat.UserId;

/**
 * Who may change what of a message.
 *
 * @param maxReactions to one message, of all users
 * @param maxEmojis different ones among them
 */
public record ChangeRules(int maxReactions, int maxEmojis) {

    public ChangeRules {
        if (maxReactions < 0 || maxEmojis < 0) {
            throw new IllegalArgumentException("anipub.message.reactions-max and emojis-max must not be negative.");
        }
    }

    /** 200 reactions, 20 emojis. */
    public static ChangeRules standard() {
        return new ChangeRules(200, 20);
    }

    /** The same content again is no change. */
    public Revision edited(Message message, ChangeMessage.Edit edit, List<Mention> mentions, Instant at) {
        requireAuthor(message, edit.user());
        requireNotDeleted(message);
        Revision before = Revision.of(message);
        return edit.content().equals(message.content()) ? before : before.edited(edit.content(), mentions, at);
    }

    /** Twice is no error. */
    public Revision deleted(Message message, ChangeMessage.Delete delete) {
        requireAuthor(message, delete.user());
        return Revision.of(message).deleted();
    }

    /** Nobody decides it but time. */
    public static Revision expired(Message message) {
        return Revision.of(message).deleted();
    }

    /** Twice is no error. */
    public Revision with(Message message, ChangeMessage.AddReaction add) {
        requireNotDeleted(message);
        Reaction reaction = new Reaction(add.emoji(), add.user());
        Revision before = Revision.of(message);
        if (message.state().reactions().contains(reaction)) {
            return before;
        }
        Map<String, List<UserId>> byEmoji = message.state().reactionsByEmoji();
        if (message.state().reactions().size() >= maxReactions) {
            throw new ChatException(ErrorCode.CONFLICT, "This message has as many reactions as it can have.");
        }
        if (byEmoji.size() >= maxEmojis && !byEmoji.containsKey(reaction.emoji())) {
            throw new ChatException(ErrorCode.CONFLICT, "This message has as many different reactions as it can have.");
        }
        return before.with(reaction);
    }

    /** Twice is no error. */
    public Revision without(Message message, ChangeMessage.RemoveReaction remove) {
        return Revision.of(message).without(new Reaction(remove.emoji(), remove.user()));
    }

    private static void requireAuthor(Message message, UserId user) {
        if (!message.sender().id().equals(user)) {
            throw new ChatException(ErrorCode.FORBIDDEN, "Only who wrote a message may change or delete it.");
        }
    }

    private static void requireNotDeleted(Message message) {
        if (message.state().deleted()) {
            throw new MessageDeletedException();
        }
    }
}
