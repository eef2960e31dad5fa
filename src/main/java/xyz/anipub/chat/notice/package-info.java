/**
 * Notices: that somebody was named in a message, or answered. Whom they are for, how long they are kept, what of them may be read.
 *
 * <p>A notice says no word of its message: that is read where it stands, by the rules by which messages are read.
 */
@NullMarked
package xyz.anipub.chat.notice;

import org.jspecify.annotations.NullMarked;
