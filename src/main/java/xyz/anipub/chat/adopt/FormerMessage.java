package xyz.anipub.chat.adopt;

import java.time.Instant;
import java.util.Optional;
import xyz.anipub.chat.MessageId;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.UserId;
import xyz.anipub.text.Sha256;

/**
 * A message inside a room of the other server; what is missing there is empty.
 *
 * @param position where it stands in its room, from 0
 * @param own its {@code _id}, if that can be one of ours
 * @param content empty if there is no text: it cannot be taken then
 */
public record FormerMessage(
        int position,
        Optional<MessageId> own,
        Optional<UserId> sender,
        String senderName,
        String senderImage,
        Optional<String> content,
        Optional<Instant> timestamp) {

    private static final int ID_BYTES = 12;

    /** The id that it has here: its own, else one that always comes out the same. */
    public MessageId id(RoomId room) {
        return own.orElseGet(() -> derivedId(room));
    }

    /**
     * An id of what it says and of its own, or of its place if it has none, so that another message in the same place has another one:
     * the place changes when messages before it are removed.
     */
    public MessageId derivedId(RoomId room) {
        String all = String.join(
                "\n",
                room.value(),
                own.isPresent() ? "" : Integer.toString(position),
                own.map(MessageId::value).orElse(""),
                sender.map(UserId::value).orElse(""),
                senderName,
                timestamp.map(Instant::toString).orElse(""),
                content.orElse(""));
        return new MessageId(Sha256.hex(all).substring(0, 2 * ID_BYTES));
    }
}
