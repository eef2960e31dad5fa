package xyz.anipub.socketio.cdi;

import java.lang.annotation.Annotation;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A method of a bean, ready to be called: its parameters were planned once. Immutable. */
final class HandlerMethod {

    private static final MethodType CALL = MethodType.methodType(Object.class, Object.class, Object[].class);

    private final Method method;
    private final MethodHandle handle;
    private final List<Function<Call, @Nullable Object>> parameters;

    /** @throws InvalidHandlerException if it cannot be called */
    HandlerMethod(Method method, Class<? extends Annotation> kind, Parameters plans) {
        this.method = method;
        if (Modifier.isPrivate(method.getModifiers()) || Modifier.isStatic(method.getModifiers())) {
            throw new InvalidHandlerException(method, "a handler must not be private or static");
        }
        this.parameters = plans.of(method, kind);
        this.handle = handle(method);
    }

    Method declared() {
        return method;
    }

    /** Calls the method; what it throws comes out as it is, a checked exception in a {@link CompletionException}. */
    @Nullable
    Object invoke(Object bean, Call call) {
        @Nullable Object[] values = new Object[parameters.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = parameters.get(i).apply(call);
        }
        try {
            return (Object) handle.invokeExact(bean, values);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable checked) {
            throw new CompletionException(checked);
        }
    }

    private static MethodHandle handle(Method method) {
        try {
            method.setAccessible(true);
            return MethodHandles.lookup()
                    .unreflect(method)
                    .asFixedArity()
                    .asSpreader(Object[].class, method.getParameterCount())
                    .asType(CALL);
        } catch (IllegalAccessException | RuntimeException e) {
            throw new InvalidHandlerException(method, "cannot be called: " + e.getMessage());
        }
    }
}
