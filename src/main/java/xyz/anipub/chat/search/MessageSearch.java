package xyz.anipub.chat.search;

import java.util.List;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.message.Message;
import xyz.anipub.chat.message.MessageRepository;

/**
 * Finds messages by what they say. Waits and fails like {@link MessageRepository}; a search that takes longer than
 * {@link SearchRules#time()} fails, too.
 */
public interface MessageSearch {

    /** Messages of a room whose content contains a text, ignoring case; newest first. */
    List<Message> in(Stretch stretch, String text, int limit);

    /** The same over stretches of several rooms, by the time of posting; empty if there are no stretches. */
    List<Message> in(List<Stretch> stretches, String text, int limit);

    /**
     * A part of a room's messages.
     *
     * @param from the lowest seq
     * @param before the seq after the highest
     */
    record Stretch(RoomId room, long from, long before) {}
}
