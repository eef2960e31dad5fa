package xyz.anipub.socketio.cdi;

import java.lang.reflect.Method;

/** A handler method that cannot be called the way it is declared; ends the start of the application. */
public class InvalidHandlerException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    InvalidHandlerException(Method method, String what) {
        super("%s.%s: %s".formatted(method.getDeclaringClass().getName(), method.getName(), what));
    }
}
