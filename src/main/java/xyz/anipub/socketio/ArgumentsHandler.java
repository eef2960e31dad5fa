package xyz.anipub.socketio;

import xyz.anipub.socketio.event.EventHandler;

/** Handles an event with two arguments; see {@link Handling#on(String, Class, Class, ArgumentsHandler)}. */
@FunctionalInterface
public interface ArgumentsHandler<T, U> {

    /** Called where and when an {@link EventHandler} is called. */
    void handle(Socket socket, T first, U second);
}
