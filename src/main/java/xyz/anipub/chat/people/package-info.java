/**
 * What people are to each other, beside the rooms they share: who exists and can be reached, and who wants nothing of whom. What
 * somebody may do in a room is {@code chat.power}.
 */
@NullMarked
package xyz.anipub.chat.people;

import org.jspecify.annotations.NullMarked;
