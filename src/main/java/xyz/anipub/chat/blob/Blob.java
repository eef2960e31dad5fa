package xyz.anipub.chat.blob;

import java.time.Instant;

/**
 * What is known of some bytes without reading them.
 *
 * @param id the store's
 * @param group what they belong to, such as a user; whoever puts them chooses it
 * @param type their media type, as whoever put them says
 * @param size how many there are
 * @param at when they were put, on the store's clock or this node's
 */
public record Blob(String id, String group, String type, long size, Instant at) {}
