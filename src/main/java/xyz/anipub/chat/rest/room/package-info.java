/**
 * Rooms by REST: the list, a room, its members, how far it is read, and their JSON.
 */
@NullMarked
package xyz.anipub.chat.rest.room;

import org.jspecify.annotations.NullMarked;
