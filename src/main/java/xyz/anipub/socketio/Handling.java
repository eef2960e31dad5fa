package xyz.anipub.socketio;

import jakarta.json.JsonValue;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import xyz.anipub.socketio.event.InvalidArgumentException;
import xyz.anipub.socketio.event.PayloadCodec;

/**
 * Where handlers are declared once for all sockets to come and those that are there: a namespace, or a parent of
 * namespaces. They run before the handlers of the socket itself, in the order of their declaration.
 *
 * <p><b>Arguments.</b> A handler names the types of the event's arguments in their order, and the server's
 * {@link PayloadCodec} makes them; what the client sends beyond is ignored. If one is missing or does not fit, the
 * handler is not called: the event fails with an {@link InvalidArgumentException}. A JSON null becomes null.
 *
 * <p><b>Answers.</b> {@code on} acks without arguments when the handler is done; {@code answer} acks with what it
 * returns, or with what a returned {@link java.util.concurrent.CompletionStage} completes with, through the same codec;
 * null is an ack without arguments. A {@link SocketEventHandler} answers by itself.
 *
 * <p><b>Failures.</b> A handler that throws, and a stage that fails, never end the socket. The handler given to
 * {@link #onFailure} for the class of the failure answers it; what has none is a bug: logged with the socket's id, and
 * handed to {@link #onHandlerError}. Unless said otherwise the ack gets {@code {"error":{"code","message"}}},
 * with the code {@code invalid_argument} and the exception's message, or {@code internal} and no detail.
 */
public interface Handling {

    /** What makes the application's types of the arguments, and the other way round. */
    PayloadCodec payloads();

    /** Adds a check; they run one after another for each client that wants to join, and the first refusal decides. */
    void use(Middleware middleware);

    /**
     * Adds a handler for clients that have joined: the place to register handlers for their events. The client has been
     * answered by then, so what is emitted here arrives after that. An exception is logged; the socket stays.
     */
    void onConnection(Consumer<Socket> handler);

    /** Sets the one who hears of event handlers that failed unexpectedly, in place of an earlier one. */
    void onHandlerError(FailureHandler handler);

    /** Handles an event as it comes. */
    void on(String event, SocketEventHandler handler);

    /** Answers an event as it comes. */
    void answer(String event, SocketEventFunction handler);

    /** Handles an event whose arguments do not matter. */
    default void on(String event, Consumer<Socket> handler) {
        answer(event, (socket, arguments) -> done(() -> handler.accept(socket)));
    }

    /** Answers an event whose arguments do not matter. */
    default void answer(String event, Function<Socket, ?> handler) {
        answer(event, (socket, arguments) -> handler.apply(socket));
    }

    /**
     * Handles an event with one argument.
     *
     * @throws IllegalArgumentException if the codec does not read this type
     */
    default <T> void on(String event, Class<T> type, BiConsumer<Socket, T> handler) {
        answer(event, type, (socket, argument) -> done(() -> handler.accept(socket, argument)));
    }

    /**
     * Answers an event with one argument.
     *
     * @throws IllegalArgumentException if the codec does not read this type
     */
    default <T> void answer(String event, Class<T> type, BiFunction<Socket, T, ?> handler) {
        requireReadable(type);
        answer(event, (socket, arguments) -> handler.apply(socket, argument(socket, arguments, 0, type)));
    }

    /**
     * Handles an event with two arguments.
     *
     * @throws IllegalArgumentException if the codec does not read one of these types
     */
    default <T, U> void on(String event, Class<T> first, Class<U> second, ArgumentsHandler<T, U> handler) {
        answer(event, first, second, (socket, one, two) -> done(() -> handler.handle(socket, one, two)));
    }

    /**
     * Answers an event with two arguments.
     *
     * @throws IllegalArgumentException if the codec does not read one of these types
     */
    default <T, U> void answer(String event, Class<T> first, Class<U> second, ArgumentsFunction<T, U> handler) {
        requireReadable(first);
        requireReadable(second);
        answer(
                event,
                (socket, arguments) -> handler.handle(
                        socket, argument(socket, arguments, 0, first), argument(socket, arguments, 1, second)));
    }

    /**
     * Says how failures of this class are answered, those of its subclasses included; they are expected, so they are
     * not logged. Of several that fit, the one given last decides.
     */
    void onFailure(Class<? extends Throwable> type, FailureHandler handler);

    private void requireReadable(Class<?> type) {
        PayloadCodec codec = payloads();
        if (!codec.reads(type)) {
            throw new IllegalArgumentException(codec.getClass().getSimpleName() + " does not read " + type.getTypeName()
                    + ": give the server another codec before the handlers");
        }
    }

    /** By the codec of the namespace that the socket is in, which may be a child of this one. A client's null is the handler's. */
    @SuppressWarnings("NullAway")
    private static <T> T argument(Socket socket, List<JsonValue> arguments, int index, Class<T> type) {
        return type.cast(socket.namespace().payloads().argument(arguments, index, type));
    }

    private static @Nullable Object done(Runnable call) {
        call.run();
        return null;
    }
}
