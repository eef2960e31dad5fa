/**
 * The words every part of the chat shares: its ids, the root of its exceptions, and how much one user may do.
 *
 * <p>The chat core ({@code chat} and what is below it, but for the doors) knows no protocol, no HTTP and no database;
 * its doors ({@code chat.realtime}, {@code chat.rest}, {@code chat.mongo}, with what is below them) know the core and
 * never each other.
 */
@NullMarked
package xyz.anipub.chat;

import org.jspecify.annotations.NullMarked;
