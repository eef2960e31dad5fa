/**
 * What somebody takes along: one's own memberships, blocks and messages, read page by page as the receiver takes them, and nothing of
 * others. In which form, the doors decide.
 */
@NullMarked
package xyz.anipub.chat.export;

import org.jspecify.annotations.NullMarked;
