/**
 * Who belongs to which room, and how far each has read it. A <em>member</em> belongs for good; who is online now is {@code
 * chat.presence}, what a member may do is {@code chat.power}.
 */
@NullMarked
package xyz.anipub.chat.member;

import org.jspecify.annotations.NullMarked;
