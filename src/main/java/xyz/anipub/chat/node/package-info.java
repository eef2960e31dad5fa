/**
 * Which nodes share the database right now, and which one this is. What they share is the business of the other packages;
 * how they reach each other, of {@code socketio.adapter}.
 */
@NullMarked
package xyz.anipub.chat.node;

import org.jspecify.annotations.NullMarked;
