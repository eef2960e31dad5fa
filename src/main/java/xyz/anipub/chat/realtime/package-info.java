/**
 * The Socket.IO adapter of the chat. Here, a socket connects, comes back, disconnects. {@code event}: what clients send. {@code
 * wire}: names of events and their JSON. {@code room}: who receives what. {@code order}: messages by their numbers. {@code node}:
 * what nodes send each other. {@code socket}: who is connected, and how much one may do.
 */
@NullMarked
package xyz.anipub.chat.realtime;

import org.jspecify.annotations.NullMarked;
