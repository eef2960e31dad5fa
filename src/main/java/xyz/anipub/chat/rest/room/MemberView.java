package xyz.anipub.chat.rest.room;

import jakarta.json.bind.annotation.JsonbProperty;
import org.jspecify.annotations.Nullable;

/**
 * A member of a room, what that user is there, and whether a socket of that user is in the room now.
 *
 * @param displayName null, which is left out, where it is the name
 */
public record MemberView(
        @JsonbProperty("_id") String id,
        String name,
        String image,
        @Nullable String displayName,
        String role,
        boolean online) {}
