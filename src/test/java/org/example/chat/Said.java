package org.example.chat;

/** What somebody has said. */
public record Said(String by, String text) {}
