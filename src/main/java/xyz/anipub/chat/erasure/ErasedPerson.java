package xyz.anipub.chat.erasure;

import xyz.anipub.chat.UserId;
import xyz.anipub.chat.member.Member;

/**
 * Somebody whose account has ended.
 *
 * @param withMessages whether messages become tombstones; else they stay, as of {@link #NAME}
 * @param round how often that was done before
 */
public record ErasedPerson(UserId user, boolean withMessages, int round) {

    public ErasedPerson(UserId user, boolean withMessages) {
        this(user, withMessages, 0);
    }

    /** What all of them are called. */
    public static final String NAME = "Deleted user";

    /** As rooms know one from then on. */
    public static Member member(UserId user) {
        return new Member(user, NAME, "");
    }
}
