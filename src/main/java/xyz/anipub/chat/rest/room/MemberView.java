package xyz.anipub.chat.rest.room;

import jakarta.json.bind.annotation.JsonbProperty;

/** A member of a room, what that user is there, and whether a socket of that user is in the room now. */
public record MemberView(@JsonbProperty("_id") String id, String name, String image, String role, boolean online) {}
