/**
 * Settings of {@code SocketServer}: time limits, bounds, and how often one connection may do something.
 */
@NullMarked
package xyz.anipub.socketio.config;

import org.jspecify.annotations.NullMarked;
