package xyz.anipub.chat.message;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import xyz.anipub.chat.MessageId;
import xyz.anipub.chat.RoomId;

/** All of a message that can change, as a change leaves it. */
public record Revision(RoomId room, MessageId message, String content, List<Mention> mentions, MessageState state) {

    public Revision {
        mentions = List.copyOf(mentions);
    }

    /** The message as it is. */
    public static Revision of(Message message) {
        return new Revision(message.room(), message.id(), message.content(), message.mentions(), message.state());
    }

    public Revision edited(String newContent, List<Mention> newMentions, Instant at) {
        return new Revision(
                room,
                message,
                newContent,
                newMentions,
                new MessageState(state.change(), Optional.of(at), false, state.reactions()));
    }

    /** A tombstone: what was said, to whom, and what was answered is gone. */
    Revision deleted() {
        return new Revision(
                room, message, "", List.of(), new MessageState(state.change(), state.editedAt(), true, List.of()));
    }

    Revision with(Reaction reaction) {
        return with(Stream.concat(state.reactions().stream(), Stream.of(reaction))
                .distinct()
                .toList());
    }

    Revision without(Reaction reaction) {
        return with(state.reactions().stream()
                .filter(each -> !each.equals(reaction))
                .toList());
    }

    private Revision with(List<Reaction> reactions) {
        return new Revision(
                room,
                message,
                content,
                mentions,
                new MessageState(state.change(), state.editedAt(), state.deleted(), reactions));
    }

    public Revision numbered(long change) {
        return new Revision(
                room,
                message,
                content,
                mentions,
                new MessageState(change, state.editedAt(), state.deleted(), state.reactions()));
    }
}
