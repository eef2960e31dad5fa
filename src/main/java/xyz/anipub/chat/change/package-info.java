/**
 * Changes of messages that are stored: editing, deleting, reacting. They are numbered by room, stored and announced, as
 * posts are. Who may change what, {@link xyz.anipub.chat.message.ChangeRules} decides.
 */
@NullMarked
package xyz.anipub.chat.change;

import org.jspecify.annotations.NullMarked;
