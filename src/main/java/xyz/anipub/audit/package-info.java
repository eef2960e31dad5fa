/**
 * What those with power have done: who, what, to whom, when, why. Written by {@code auth} and by the chat, which say it in plain
 * texts, and read by those who may. Only added to; what is old goes by itself.
 *
 * <p>It knows nobody's rules: who may write or read is decided before it is asked.
 */
@NullMarked
package xyz.anipub.audit;

import org.jspecify.annotations.NullMarked;
