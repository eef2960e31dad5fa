/**
 * People by REST: whom one blocks, how people are invited, and the rooms of those who write to each other directly.
 */
@NullMarked
package xyz.anipub.chat.rest.invite;

import org.jspecify.annotations.NullMarked;
