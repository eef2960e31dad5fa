package org.example.chat;

/** What a client says. */
public record Say(String text) {}
