package xyz.anipub.chat.message;

import xyz.anipub.chat.UserId;
import xyz.anipub.text.Emoji;

/**
 * That a user answered a message with an emoji; one per user and emoji.
 *
 * @param emoji in the one spelling of it, whichever was sent or is stored
 */
public record Reaction(String emoji, UserId user) {

    public Reaction {
        emoji = Emoji.canonical(emoji).orElse(emoji);
    }
}
