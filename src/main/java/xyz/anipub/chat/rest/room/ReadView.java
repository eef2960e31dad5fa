package xyz.anipub.chat.rest.room;

/** How far the caller has read a room. */
public record ReadView(String roomId, long lastRead, long unread) {}
