/**
 * The words every part of the chat shares: its ids and the root of its exceptions.
 *
 * <p>The chat core ({@code chat}, {@code chat.room}, {@code chat.message}, {@code chat.presence}) knows no protocol, no
 * HTTP and no database; its doors ({@code chat.realtime}, {@code chat.rest}, {@code chat.mongo}) know the core and never
 * each other.
 */
@NullMarked
package xyz.anipub.chat;

import org.jspecify.annotations.NullMarked;
