package xyz.anipub.chat.roomlist;

/**
 * From where on and up to where a room's messages and changes go.
 *
 * @param firstSeq where its history begins
 * @param lastSeq the number of its last message, 0 if it has none
 * @param lastChange the number of its last change, 0 if there was none
 */
public record RoomPosition(long firstSeq, long lastSeq, long lastChange) {}
