/**
 * What was written, as it is read again: a page of messages, and the newest of each room from memory. Nothing here
 * writes.
 */
@NullMarked
package xyz.anipub.chat.history;

import org.jspecify.annotations.NullMarked;
