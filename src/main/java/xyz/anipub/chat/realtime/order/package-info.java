/**
 * In which order messages reach this node's sockets: by {@code seq}, without a hole and each once, whichever node
 * announces them. What is missing is read from the store.
 */
@NullMarked
package xyz.anipub.chat.realtime.order;

import org.jspecify.annotations.NullMarked;
