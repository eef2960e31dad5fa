package xyz.anipub.chat.message;

import xyz.anipub.chat.UserId;

/**
 * A member who is named in a message.
 *
 * @param name as the room knew it when the content was stored
 */
public record Mention(UserId user, String name) {}
