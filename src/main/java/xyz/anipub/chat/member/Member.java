package xyz.anipub.chat.member;

import xyz.anipub.chat.UserId;

/**
 * A user as rooms know one.
 *
 * @param image the address of an avatar, or empty
 */
public record Member(UserId id, String name, String image) {}
