package xyz.anipub.socketio.cdi;

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import xyz.anipub.socketio.FailureHandler;
import xyz.anipub.socketio.Handling;
import xyz.anipub.socketio.Socket;
import xyz.anipub.socketio.event.Ack;
import xyz.anipub.socketio.event.InvalidArgumentException;
import xyz.anipub.socketio.handshake.ConnectRefusedException;

/**
 * The handler methods of one class, planned, and how they are put into a namespace or a parent of some. Immutable. Methods of one kind are
 * called in the order of their names.
 */
final class HandlerClass {

    private final Class<?> type;
    private final Parameters parameters;
    private final UnaryOperator<Supplier<@Nullable Object>> surroundings;

    /** @param surroundings what is to be there around each call, such as a request context */
    HandlerClass(Class<?> type, Parameters parameters, UnaryOperator<Supplier<@Nullable Object>> surroundings) {
        this.type = type;
        this.parameters = parameters;
        this.surroundings = surroundings;
    }

    /**
     * Declares all handlers.
     *
     * @param bean of the class, or a proxy of it
     * @throws InvalidHandlerException if one of the methods cannot be called; then some are declared
     */
    void declare(Handling target, Object bean) {
        methods(BeforeConnect.class).forEach(method -> target.use(socket -> check(method, bean, socket)));
        // Before the connect methods: one that fails, or that disconnects the socket, is followed by the end as well.
        methods(OnDisconnect.class)
                .forEach(method -> target.onConnection(socket -> socket.onDisconnect(
                        (reason, detail) -> call(method, bean, Call.disconnection(socket, reason, detail)))));
        methods(OnConnect.class)
                .forEach(method -> target.onConnection(socket -> call(method, bean, Call.connection(socket))));
        methods(OnEvent.class).forEach(method -> declareEvent(target, method, bean));
        methods(OnFailure.class).forEach(method -> declareFailure(target, method, bean));
    }

    private void check(HandlerMethod method, Object bean, Socket socket) {
        try {
            Object attachment = call(method, bean, Call.connection(socket));
            if (attachment != null) {
                socket.attach(attachment);
            }
        } catch (InvalidArgumentException misfit) {
            throw new ConnectRefusedException(String.valueOf(misfit.getMessage()), Map.of("code", "invalid_argument"));
        }
    }

    private void declareEvent(Handling target, HandlerMethod method, Object bean) {
        String event = method.declared().getAnnotation(OnEvent.class).value();
        if (answersByItself(method)) {
            target.on(event, (socket, arguments, ack) -> call(method, bean, Call.event(socket, arguments, ack)));
        } else {
            target.answer(event, (socket, arguments) -> call(method, bean, Call.event(socket, arguments, null)));
        }
    }

    private void declareFailure(Handling target, HandlerMethod method, Object bean) {
        boolean answered = answersByItself(method);
        Class<? extends Throwable> failures = failure(method.declared());
        FailureHandler handler = (socket, event, ack, failure) -> {
            Object answer = call(method, bean, Call.failure(socket, event, ack, failure));
            if (!answered && answer == null) {
                ack.send();
            } else if (!answered) {
                ack.send(answer);
            }
        };
        if (failures == Throwable.class) {
            target.onHandlerError(handler);
        } else {
            target.onFailure(failures, handler);
        }
    }

    private static Class<? extends Throwable> failure(Method method) {
        List<? extends Class<? extends Throwable>> failures = Arrays.stream(method.getParameterTypes())
                .filter(Throwable.class::isAssignableFrom)
                .<Class<? extends Throwable>>map(type -> type.asSubclass(Throwable.class))
                .toList();
        if (failures.size() != 1) {
            throw new InvalidHandlerException(method, "needs exactly one parameter that is the failure");
        }
        return failures.get(0);
    }

    private static boolean answersByItself(HandlerMethod method) {
        boolean takesAck = Arrays.asList(method.declared().getParameterTypes()).contains(Ack.class);
        if (takesAck && method.declared().getReturnType() != void.class) {
            throw new InvalidHandlerException(
                    method.declared(), "takes the Ack and returns something: which is the answer?");
        }
        return takesAck;
    }

    private @Nullable Object call(HandlerMethod method, Object bean, Call call) {
        return surroundings.apply(() -> method.invoke(bean, call)).get();
    }

    /** Inherited ones, too, but none that is overridden. */
    private List<HandlerMethod> methods(Class<? extends Annotation> kind) {
        Map<String, Method> found = new LinkedHashMap<>();
        for (Class<?> declaring = type; declaring != null; declaring = declaring.getSuperclass()) {
            for (Method method : declaring.getDeclaredMethods()) {
                if (!method.isSynthetic()) {
                    found.putIfAbsent(method.getName() + Arrays.toString(method.getParameterTypes()), method);
                }
            }
        }
        return found.values().stream()
                .filter(method -> method.isAnnotationPresent(kind))
                .sorted(Comparator.comparing(Method::getName))
                .map(method -> new HandlerMethod(method, kind, parameters))
                .toList();
    }
}
