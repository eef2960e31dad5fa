package xyz.anipub.chat.member;

import xyz.anipub.chat.UserId;

/**
 * A user as rooms know one.
 *
 * @param image the address of an avatar, or empty
 * @param displayName what the user wants to be called beside the name; not unique; empty if that is the name, and of senders of stored
 *     messages
 */
public record Member(UserId id, String name, String image, String displayName) {

    /** Somebody who is called by the name. */
    public Member(UserId id, String name, String image) {
        this(id, name, image, "");
    }
}
