package xyz.anipub.socketio;

import org.jspecify.annotations.Nullable;
import xyz.anipub.socketio.event.EventHandler;

/** Answers an event with two arguments; see {@link Handling#answer(String, Class, Class, ArgumentsFunction)}. */
@FunctionalInterface
public interface ArgumentsFunction<T, U> {

    /** Called where and when an {@link EventHandler} is called; returns what a {@link SocketEventFunction} returns. */
    @Nullable
    Object handle(Socket socket, T first, U second);
}
