package xyz.anipub.chat.reading;

import java.util.Optional;
import xyz.anipub.chat.member.ReadState;
import xyz.anipub.chat.power.Role;

/**
 * What a user is in a room that is shown to that user, and how far the user has read it.
 *
 * @param role a member's; empty if the user is none
 */
public record Reader(ReadState read, Optional<Role> role) {

    static final Reader STRANGER = new Reader(ReadState.NOT_A_MEMBER, Optional.empty());
}
