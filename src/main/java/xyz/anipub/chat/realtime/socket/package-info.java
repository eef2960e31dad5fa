/**
 * Whose socket it is: who may connect, how many sockets a user has on all nodes, and what ends them. Rooms are {@code
 * chat.realtime.room}.
 */
@NullMarked
package xyz.anipub.chat.realtime.socket;

import org.jspecify.annotations.NullMarked;
