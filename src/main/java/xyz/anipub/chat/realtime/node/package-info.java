/**
 * How the nodes of the chat talk to each other by server events of its namespace: named, numbered, asked for again when
 * missed. What they tell is the business of whoever uses it.
 */
@NullMarked
package xyz.anipub.chat.realtime.node;

import org.jspecify.annotations.NullMarked;
