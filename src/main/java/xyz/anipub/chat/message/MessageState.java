package xyz.anipub.chat.message;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import xyz.anipub.chat.UserId;

/**
 * What has become of a message since it was posted.
 *
 * @param change the number of its latest change among the changes of its room, 1, 2, 3 …; 0 if it never changed
 * @param editedAt server time of the latest edit, milliseconds
 * @param deleted whether only a tombstone is left, without content
 * @param reactions in the order of their coming
 * @param removed whether it was a moderator, and not its author, who has deleted it
 * @param pinnedAt server time of its being pinned; empty if it is not, or not any more
 */
public record MessageState(
        long change,
        Optional<Instant> editedAt,
        boolean deleted,
        List<Reaction> reactions,
        boolean removed,
        Optional<Instant> pinnedAt) {

    /** Of a message that is as it was posted. */
    public static final MessageState POSTED = new MessageState(0, Optional.empty(), false, List.of());

    public MessageState {
        reactions = List.copyOf(reactions);
    }

    /** Of a message that no moderator has done anything to. */
    public MessageState(long change, Optional<Instant> editedAt, boolean deleted, List<Reaction> reactions) {
        this(change, editedAt, deleted, reactions, false, Optional.empty());
    }

    MessageState numbered(long number) {
        return new MessageState(number, editedAt, deleted, reactions, removed, pinnedAt);
    }

    MessageState edited(Instant at) {
        return new MessageState(change, Optional.of(at), deleted, reactions, removed, pinnedAt);
    }

    MessageState with(List<Reaction> all) {
        return new MessageState(change, editedAt, deleted, all, removed, pinnedAt);
    }

    MessageState pinned(Optional<Instant> at) {
        return new MessageState(change, editedAt, deleted, reactions, removed, at);
    }

    MessageState deleted(boolean byModerator) {
        return new MessageState(change, editedAt, true, List.of(), byModerator, Optional.empty());
    }

    /** Whether it does not say any more what was posted. */
    public boolean isRewritten() {
        return deleted || editedAt.isPresent();
    }

    /** Who reacted with each emoji, in the order of first use. */
    public Map<String, List<UserId>> reactionsByEmoji() {
        Map<String, List<UserId>> users = new LinkedHashMap<>();
        reactions.forEach(reaction -> users.computeIfAbsent(reaction.emoji(), emoji -> new ArrayList<>())
                .add(reaction.user()));
        return users;
    }
}
