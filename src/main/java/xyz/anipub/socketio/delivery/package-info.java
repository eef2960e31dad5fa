/**
 * From what an application emits to what a session sends: an event encoded once, for the sockets that are here
 * ({@code LocalDelivery}) and for those that come back ({@code KeptDelivery}). To whom it goes is not known here.
 */
@NullMarked
package xyz.anipub.socketio.delivery;

import org.jspecify.annotations.NullMarked;
