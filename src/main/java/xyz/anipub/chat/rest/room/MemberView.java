package xyz.anipub.chat.rest.room;

import jakarta.json.bind.annotation.JsonbProperty;

/** A member of a room, and whether a socket of that user is in the room now. */
public record MemberView(@JsonbProperty("_id") String id, String name, String image, boolean online) {}
