package xyz.anipub.chat.notice;

import java.util.Locale;
import xyz.anipub.chat.MessageId;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.UserId;

/**
 * That a message is about somebody.
 *
 * @param id its place in a person's list
 * @param user whom it is for
 * @param sender who wrote the message
 */
public record Notice(String id, UserId user, RoomId room, MessageId message, UserId sender, Kind kind) {

    /** Why. */
    public enum Kind {
        /** The message names the person. */
        MENTION,
        /** The message answers one of the person's, and does not name the person. */
        REPLY;

        /** What it is called on the wire and in the store. */
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** @throws IllegalArgumentException if it is none */
        public static Kind of(String text) {
            return valueOf(text.toUpperCase(Locale.ROOT));
        }
    }
}
