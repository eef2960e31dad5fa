package xyz.anipub.chat.history;

import java.util.List;
import xyz.anipub.chat.message.Message;

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
