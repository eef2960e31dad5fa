/**
 * Messages and the rules of posting: who may post what, in which order it is stored, and that a stored message is
 * announced exactly once.
 *
 * <p>No protocol, no HTTP, no database here.
 */
@NullMarked
package xyz.anipub.chat.message;

import org.jspecify.annotations.NullMarked;
