/**
 * How people come into rooms that others are in: by a code that is handed on, or because somebody asked them. Nobody is put into a
 * room unasked.
 */
@NullMarked
package xyz.anipub.chat.invite;

import org.jspecify.annotations.NullMarked;
