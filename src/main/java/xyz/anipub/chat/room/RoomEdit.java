package xyz.anipub.chat.room;

import java.util.Optional;

/**
 * What is to be another in a room, as a client says it; what is empty stays.
 *
 * @param keeps whether it says how long messages are kept
 * @param retention then: how long, empty for the server's rule
 * @param posting who may post, {@code members} or {@code moderators}
 * @param slowMode how many seconds a member waits between two messages
 * @param invites who may invite, {@code members} or {@code moderators}
 * @param history what new members of a private room may read, {@code all} or {@code joined}
 */
public record RoomEdit(
        Optional<String> name,
        Optional<String> description,
        boolean keeps,
        Optional<String> retention,
        Optional<String> posting,
        Optional<Long> slowMode,
        Optional<String> invites,
        Optional<String> history) {

    /** Of what is shown of a room, and nothing else. */
    public static RoomEdit shown(Optional<String> name, Optional<String> description) {
        return new RoomEdit(
                name,
                description,
                false,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** The same, and how long messages are kept. */
    public RoomEdit keeping(Optional<String> time) {
        return new RoomEdit(name, description, true, time, posting, slowMode, invites, history);
    }

    /** The same, and how the room is governed. */
    public RoomEdit governed(Optional<String> who, Optional<Long> seconds, Optional<String> inviting) {
        return new RoomEdit(name, description, keeps, retention, who, seconds, inviting, history);
    }

    /** The same, and what new members may read. */
    public RoomEdit remembering(Optional<String> what) {
        return new RoomEdit(name, description, keeps, retention, posting, slowMode, invites, what);
    }
}
