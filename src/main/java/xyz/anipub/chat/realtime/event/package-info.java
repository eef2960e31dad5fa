/**
 * The events that clients send, one class for each kind, and how their arguments are read and their pace is kept. Turns
 * arguments into the core's commands and the core's answers into acks. A new event goes here; its name into {@link
 * xyz.anipub.chat.realtime.wire.EventNames}.
 */
@NullMarked
package xyz.anipub.chat.realtime.event;

import org.jspecify.annotations.NullMarked;
