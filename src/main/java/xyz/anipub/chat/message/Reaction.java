package xyz.anipub.chat.message;

import xyz.anipub.chat.UserId;

/** That a user answered a message with an emoji; one per user and emoji. */
public record Reaction(String emoji, UserId user) {}
