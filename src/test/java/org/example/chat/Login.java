package org.example.chat;

/** What a client sends as {@code auth}. */
public record Login(String name) {}
