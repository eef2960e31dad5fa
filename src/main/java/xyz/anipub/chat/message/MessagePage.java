package xyz.anipub.chat.message;

import java.util.List;

/**
 * A stretch of a room's history.
 *
 * @param messages oldest first, without holes
 * @param older whether there are messages before the first
 * @param newer whether there are messages after the last
 */
public record MessagePage(List<Message> messages, boolean older, boolean newer) {

    public MessagePage {
        messages = List.copyOf(messages);
    }
}
