/**
 * A queue whose items are handled one after another, by whichever thread has the time.
 *
 * <p>Plain Java below every layer, as {@code peer}. What an item is, and how many may wait, is its user's business.
 */
@NullMarked
package xyz.anipub.queue;

import org.jspecify.annotations.NullMarked;
