package xyz.anipub.socketio.server;

import jakarta.json.JsonValue;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import xyz.anipub.socketio.FailureHandler;
import xyz.anipub.socketio.Handling;
import xyz.anipub.socketio.SocketEventFunction;
import xyz.anipub.socketio.SocketEventHandler;
import xyz.anipub.socketio.event.Ack;
import xyz.anipub.socketio.event.InvalidArgumentException;
import xyz.anipub.socketio.event.PayloadCodec;
import xyz.anipub.socketio.event.PlainPayloads;
import xyz.anipub.socketio.event.RateLimitedException;

/**
 * What {@link Handling} keeps for a namespace: handlers by event, the ways to answer failures, and the codec.
 *
 * <p>Thread-safe, without a lock: the lists in the map are immutable and replaced atomically. It holds what the
 * application declares, nothing that a client names.
 */
final class Handlers {

    private static final Logger LOG = System.getLogger(Handlers.class.getName());
    private final Map<String, List<Declared>> events = new ConcurrentHashMap<>();
    private final List<Failure> failures = new CopyOnWriteArrayList<>();
    private volatile @Nullable FailureHandler bugs;
    private volatile PayloadCodec payloads = new PlainPayloads();

    /** An application's handler as it is called. */
    @FunctionalInterface
    private interface Declared {

        void handle(LocalSocket socket, List<JsonValue> arguments, Ack ack);
    }

    private record Failure(Class<? extends Throwable> type, FailureHandler handler) {}

    Handlers() {
        onFailure(InvalidArgumentException.class, ErrorAnswer::invalidArgument);
        onFailure(RateLimitedException.class, ErrorAnswer::rateLimited);
    }

    void on(String event, SocketEventHandler handler) {
        add(event, handler::handle);
    }

    void answer(String event, SocketEventFunction handler) {
        add(event, (socket, arguments, ack) -> answer(socket, event, ack, handler.handle(socket, arguments)));
    }

    private void add(String event, Declared handler) {
        events.merge(event, List.of(handler), (some, more) -> Stream.concat(some.stream(), more.stream())
                .toList());
    }

    void onFailure(Class<? extends Throwable> type, FailureHandler handler) {
        failures.add(0, new Failure(type, handler));
    }

    void onBug(FailureHandler handler) {
        bugs = handler;
    }

    void payloads(PayloadCodec codec) {
        payloads = codec;
    }

    PayloadCodec payloads() {
        return payloads;
    }

    /** All that is declared so far, for a namespace that is being made. */
    void copyTo(Handlers other) {
        events.forEach((event, handlers) -> handlers.forEach(handler -> other.add(event, handler)));
        other.failures.clear();
        other.failures.addAll(failures);
        other.bugs = bugs;
    }

    /** Whether there is a handler. */
    boolean handle(LocalSocket socket, String event, List<JsonValue> arguments, Ack ack) {
        List<Declared> all = events.getOrDefault(event, List.of());
        for (Declared handler : all) {
            try {
                handler.handle(socket, arguments, ack);
            } catch (RuntimeException | Error e) {
                failed(socket, event, ack, e);
            }
        }
        return !all.isEmpty();
    }

    /** A handler failed: whoever is to answer that does. */
    void failed(LocalSocket socket, String event, Ack ack, Throwable thrown) {
        Throwable cause = thrown.getCause();
        Throwable failure = thrown instanceof CompletionException && cause != null ? cause : thrown;
        Optional<FailureHandler> expected = expected(failure);
        if (expected.isPresent()) {
            LOG.log(Level.DEBUG, () -> "Event " + event + " of socket " + socket.id() + " was refused: " + failure);
        } else {
            SocketListeners.log(socket, event, failure);
            socket.namespace().traffic().countFailed();
        }
        FailureHandler other = bugs;
        FailureHandler answering = expected.orElse(other == null ? ErrorAnswer::internal : other);
        answer(answering, socket, event, ack, failure);
    }

    /** A middleware stopped an event: as before, but nobody is told who did not ask for it. */
    void stopped(LocalSocket socket, String event, Ack ack, Throwable failure) {
        FailureHandler other = bugs;
        expected(failure)
                .or(() -> Optional.ofNullable(other))
                .ifPresent(answering -> answer(answering, socket, event, ack, failure));
    }

    private static void answer(FailureHandler answering, LocalSocket socket, String event, Ack ack, Throwable failure) {
        SocketListeners.guarded(socket, "handler error", () -> answering.handle(socket, event, ack, failure));
        if (failure instanceof RateLimitedException) {
            socket.state().tooFast();
        }
    }

    private static void answer(LocalSocket socket, String event, Ack ack, @Nullable Object result) {
        if (result instanceof CompletionStage<?> stage) {
            stage.whenComplete((value, failure) -> {
                if (failure == null) {
                    send(socket, event, ack, value);
                } else {
                    socket.namespace().handlers().failed(socket, event, ack, failure);
                }
            });
        } else {
            send(socket, event, ack, result);
        }
    }

    private static void send(LocalSocket socket, String event, Ack ack, @Nullable Object value) {
        try {
            if (value == null) {
                ack.send();
            } else if (ack.isRequested()) {
                ack.send(value);
            }
        } catch (RuntimeException | Error e) {
            socket.namespace().handlers().failed(socket, event, ack, e);
        }
    }

    private Optional<FailureHandler> expected(Throwable failure) {
        return failures.stream()
                .filter(known -> known.type.isInstance(failure))
                .map(Failure::handler)
                .findFirst();
    }
}
