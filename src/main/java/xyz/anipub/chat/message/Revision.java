package xyz.anipub.chat.message;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import xyz.anipub.chat.MessageId;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.UserId;

/**
 * All of a message that can change, as a change leaves it.
 *
 * @param renamed what its sender, who has no picture any more, is called from then on; empty if the change is another
 */
public record Revision(
        RoomId room,
        MessageId message,
        String content,
        List<Mention> mentions,
        MessageState state,
        Optional<String> renamed) {

    public Revision {
        mentions = List.copyOf(mentions);
    }

    public Revision(RoomId room, MessageId message, String content, List<Mention> mentions, MessageState state) {
        this(room, message, content, mentions, state, Optional.empty());
    }

    /** As of somebody with this name, and without a picture. */
    public Revision renamed(String name) {
        return new Revision(room, message, content, mentions, state, Optional.of(name));
    }

    /** The message as it is. */
    public static Revision of(Message message) {
        return new Revision(message.room(), message.id(), message.content(), message.mentions(), message.state());
    }

    public Revision edited(String newContent, List<Mention> newMentions, Instant at) {
        return new Revision(room, message, newContent, newMentions, state.edited(at), renamed);
    }

    /** A tombstone: what was said, to whom, and what was answered is gone. One that is there already stays as it is. */
    public Revision deleted() {
        return buried(false);
    }

    /** The same, by a moderator. */
    public Revision removed() {
        return buried(true);
    }

    private Revision buried(boolean byModerator) {
        return state.deleted() ? this : new Revision(room, message, "", List.of(), state.deleted(byModerator), renamed);
    }

    /** Stays in sight from then on. Pinned already, it stays as it is. */
    public Revision pinned(Instant at) {
        return state.pinnedAt().isPresent() ? this : with(state.pinned(Optional.of(at)));
    }

    public Revision unpinned() {
        return with(state.pinned(Optional.empty()));
    }

    Revision with(Reaction reaction) {
        return with(state.with(Stream.concat(state.reactions().stream(), Stream.of(reaction))
                .distinct()
                .toList()));
    }

    Revision without(Reaction reaction) {
        return with(state.with(state.reactions().stream()
                .filter(each -> !each.equals(reaction))
                .toList()));
    }

    /** Without the mentions of some people, and without their reactions. */
    public Revision withoutPeople(Collection<UserId> people) {
        List<Mention> others = mentions.stream()
                .filter(mention -> !people.contains(mention.user()))
                .toList();
        MessageState theirs = state.with(state.reactions().stream()
                .filter(reaction -> !people.contains(reaction.user()))
                .toList());
        return new Revision(room, message, content, others, theirs, renamed);
    }

    private Revision with(MessageState newState) {
        return new Revision(room, message, content, mentions, newState, renamed);
    }

    public Revision numbered(long change) {
        return with(state.numbered(change));
    }
}
