package xyz.anipub.socketio.cdi;

import java.lang.reflect.Method;

/** A handler method, or a class of them, that cannot be used the way it is declared; ends the start of the application. */
public class InvalidHandlerException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    InvalidHandlerException(Class<?> type, String what) {
        super("%s: %s".formatted(type.getName(), what));
    }

    InvalidHandlerException(Method method, String what) {
        super("%s.%s: %s".formatted(method.getDeclaringClass().getName(), method.getName(), what));
    }
}
