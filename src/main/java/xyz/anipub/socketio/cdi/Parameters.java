package xyz.anipub.socketio.cdi;

import jakarta.json.JsonValue;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.security.Principal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import xyz.anipub.socketio.DisconnectReason;
import xyz.anipub.socketio.Namespace;
import xyz.anipub.socketio.Socket;
import xyz.anipub.socketio.event.Ack;
import xyz.anipub.socketio.event.PayloadCodec;
import xyz.anipub.socketio.handshake.ConnectRefusedException;
import xyz.anipub.socketio.handshake.Handshake;

/**
 * Plans what the parameters of handler methods are made of: once, when the application starts.
 *
 * @param sources the application's own, by the class of the parameter
 */
record Parameters(PayloadCodec codec, Map<Class<?>, ParameterSource<?>> sources) {

    private static final Map<Class<?>, Function<Call, @Nullable Object>> EVERYWHERE = Map.of(
            Socket.class, Call::socket,
            Namespace.class, call -> call.socket().namespace(),
            Handshake.class, call -> call.socket().handshake());

    private static final Map<Class<? extends Annotation>, Map<Class<?>, Function<Call, @Nullable Object>>> SOMEWHERE =
            Map.of(
                    BeforeConnect.class, Map.of(),
                    OnConnect.class, Map.of(),
                    OnEvent.class, Map.of(Ack.class, Call::ack),
                    OnDisconnect.class, Map.of(DisconnectReason.class, Call::reason, String.class, Call::text),
                    OnFailure.class, Map.of(Ack.class, Call::ack, String.class, Call::text));

    /** @throws InvalidHandlerException names the method and the parameter that nothing can be found for */
    List<Function<Call, @Nullable Object>> of(Method method, Class<? extends Annotation> kind) {
        List<Function<Call, @Nullable Object>> plan = new ArrayList<>();
        int arguments = 0;
        for (Parameter parameter : method.getParameters()) {
            Function<Call, @Nullable Object> known = known(kind, parameter);
            if (known == null) {
                requireArgument(method, kind, parameter, arguments);
                known = argument(parameter, arguments++);
            }
            plan.add(known);
        }
        return List.copyOf(plan);
    }

    private @Nullable Function<Call, @Nullable Object> known(Class<? extends Annotation> kind, Parameter parameter) {
        Class<?> type = parameter.getType();
        ParameterSource<?> source = sources.get(type);
        if (source != null) {
            return call -> source.get(call.socket(), call.arguments());
        } else if (EVERYWHERE.containsKey(type)) {
            return EVERYWHERE.get(type);
        } else if (SOMEWHERE.getOrDefault(kind, Map.of()).containsKey(type)) {
            return SOMEWHERE.getOrDefault(kind, Map.of()).get(type);
        } else if (Principal.class.isAssignableFrom(type)) {
            return call -> principal(call.socket(), type)
                    .orElseThrow(() -> kind == BeforeConnect.class
                            ? new ConnectRefusedException("unauthorized")
                            : new NoSuchElementException("nobody has attached a " + type.getName()));
        } else if (kind == OnFailure.class && Throwable.class.isAssignableFrom(type)) {
            return Call::failure;
        }
        return null;
    }

    /** What the application has attached goes before what the container says. */
    private static <T> Optional<T> principal(Socket socket, Class<T> type) {
        return socket.attachment(type)
                .or(() ->
                        socket.handshake().principal().filter(type::isInstance).map(type::cast));
    }

    private void requireArgument(Method method, Class<? extends Annotation> kind, Parameter parameter, int index) {
        boolean event = kind == OnEvent.class;
        boolean connection = kind == BeforeConnect.class || kind == OnConnect.class;
        boolean readable = isRest(parameter) && event || codec.reads(payload(parameter.getParameterizedType()));
        if (!readable || !event && !connection) {
            throw invalid(
                    method,
                    parameter,
                    "nothing makes a " + parameter.getParameterizedType().getTypeName()
                            + "; records and classes for JSON must be public");
        } else if (connection && index > 0) {
            throw invalid(method, parameter, "there is only one auth");
        }
        boolean last = parameter.equals(method.getParameters()[method.getParameterCount() - 1]);
        if (isRest(parameter) && !last) {
            throw invalid(method, parameter, "what takes the other arguments must be the last parameter");
        }
    }

    private static InvalidHandlerException invalid(Method method, Parameter parameter, String what) {
        int place = List.of(method.getParameters()).indexOf(parameter) + 1;
        return new InvalidHandlerException(method, "parameter %d (%s): %s".formatted(place, parameter.getName(), what));
    }

    private Function<Call, @Nullable Object> argument(Parameter parameter, int index) {
        Type type = parameter.getParameterizedType();
        if (parameter.getType() == JsonValue[].class) {
            return call -> rest(call, index).toArray(JsonValue[]::new);
        } else if (isRest(parameter)) {
            return call -> rest(call, index);
        }
        return call -> codec.argument(call.arguments(), index, type);
    }

    private static List<JsonValue> rest(Call call, int index) {
        List<JsonValue> all = call.arguments();
        return List.copyOf(all.subList(Math.min(index, all.size()), all.size()));
    }

    private static boolean isRest(Parameter parameter) {
        return parameter.getType() == JsonValue[].class
                || parameter.getParameterizedType() instanceof ParameterizedType list
                        && list.getRawType() == List.class
                        && list.getActualTypeArguments()[0] == JsonValue.class;
    }

    private static Type payload(Type type) {
        return type instanceof ParameterizedType optional && optional.getRawType() == Optional.class
                ? optional.getActualTypeArguments()[0]
                : type;
    }
}
