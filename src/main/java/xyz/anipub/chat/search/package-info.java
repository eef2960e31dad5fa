/**
 * Searching messages: what may be asked, how long it may take, and the port to who finds.
 */
@NullMarked
package xyz.anipub.chat.search;

import org.jspecify.annotations.NullMarked;
