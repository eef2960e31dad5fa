package xyz.anipub.chat.power;

import xyz.anipub.chat.UserId;

/**
 * Who wants to do something: what the token says of the caller.
 *
 * @param admin whether the user is an admin of the site
 */
public record Actor(UserId id, boolean admin) {

    /** Somebody who is no admin. */
    public static Actor of(UserId id) {
        return new Actor(id, false);
    }
}
