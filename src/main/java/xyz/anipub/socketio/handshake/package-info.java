/**
 * What a client comes with, and how it is let into a namespace or refused (protocol section 3).
 */
@NullMarked
package xyz.anipub.socketio.handshake;

import org.jspecify.annotations.NullMarked;
