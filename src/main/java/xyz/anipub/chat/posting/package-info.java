/**
 * Posting, by event or REST: who may post, which number a message gets, and that what is stored is announced exactly
 * once, whatever fails meanwhile. {@link xyz.anipub.chat.posting.MessageService} is the way in, and {@link
 * xyz.anipub.chat.posting.RoomLog} numbers.
 *
 * <p>What is changed afterwards is {@code chat.change}.
 */
@NullMarked
package xyz.anipub.chat.posting;

import org.jspecify.annotations.NullMarked;
