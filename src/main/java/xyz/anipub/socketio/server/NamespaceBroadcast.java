package xyz.anipub.socketio.server;

import jakarta.json.JsonValue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import xyz.anipub.socketio.BroadcastOperator;
import xyz.anipub.socketio.RemoteSocket;
import xyz.anipub.socketio.TypedAnswers;
import xyz.anipub.socketio.adapter.BroadcastOptions;
import xyz.anipub.socketio.adapter.Broadcasting;
import xyz.anipub.socketio.adapter.Requests;
import xyz.anipub.socketio.connection.BroadcastAcks;
import xyz.anipub.socketio.delivery.Outgoing;
import xyz.anipub.socketio.event.BroadcastAnswers;
import xyz.anipub.socketio.event.InvalidArgumentException;
import xyz.anipub.socketio.packet.Packet;

/** A choice among the sockets that an adapter knows. Immutable. */
final class NamespaceBroadcast implements BroadcastOperator {

    private final LocalNamespace namespace;
    private final Broadcasting target;
    private final BroadcastOptions options;
    private final Duration timeout;

    NamespaceBroadcast(LocalNamespace namespace, BroadcastOptions options, Duration timeout) {
        this(namespace, namespace.adapter(), options, timeout);
    }

    /** @param target does what is asked for; one that cannot ask for answers refuses what wants any */
    NamespaceBroadcast(LocalNamespace namespace, Broadcasting target, BroadcastOptions options, Duration timeout) {
        this.namespace = namespace;
        this.target = target;
        this.options = options;
        this.timeout = timeout;
    }

    @Override
    public BroadcastOperator to(String... rooms) {
        if (rooms.length == 0) {
            throw new IllegalArgumentException("no room given");
        }
        return with(options.to(List.of(rooms)));
    }

    @Override
    public BroadcastOperator in(String... rooms) {
        return to(rooms);
    }

    @Override
    public BroadcastOperator except(String... rooms) {
        return with(options.except(List.of(rooms)));
    }

    @Override
    public BroadcastOperator local() {
        return with(options.local());
    }

    @Override
    public BroadcastOperator asVolatile() {
        return with(options.asVolatile());
    }

    @Override
    public BroadcastOperator compress(boolean compress) {
        return with(options.with(options.flags().compressed(compress)));
    }

    @Override
    public BroadcastOperator timeout(Duration wait) {
        if (wait.toMillis() < 1) {
            throw new IllegalArgumentException("a timeout needs at least 1 ms");
        }
        return new NamespaceBroadcast(namespace, target, options, wait);
    }

    @Override
    public void emit(String event, @Nullable Object... arguments) {
        target.broadcast(List.of(Outgoing.event(namespace, event, arguments)), options);
    }

    @Override
    public void emitEach(String event, List<?> arguments) {
        target.broadcast(Outgoing.events(namespace, event, arguments), options);
    }

    @Override
    public void send(@Nullable Object... arguments) {
        emit(Outgoing.MESSAGE, arguments);
    }

    @Override
    public CompletionStage<BroadcastAnswers> emitWithAck(String event, @Nullable Object... arguments) {
        Packet.Event question = Outgoing.event(namespace, event, arguments).withId(namespace.nextAckId());
        BroadcastAcks answers = new BroadcastAcks();
        answers.endAfter(timeout, namespace.timeouts());
        requests().broadcastWithAck(question, options, timeout, answers);
        return answers.result();
    }

    @Override
    public <T> CompletionStage<TypedAnswers<T>> emitWithAck(
            Class<T> type, String event, @Nullable Object... arguments) {
        return emitWithAck(event, arguments).thenApply(all -> typed(all, type));
    }

    @Override
    public CompletionStage<List<RemoteSocket>> fetchSockets() {
        return requests().fetchSockets(options, timeout).thenApply(found -> found.stream()
                .map(details -> new RemoteSocket(namespace, details))
                .toList());
    }

    @Override
    public void socketsJoin(String... rooms) {
        target.joinAll(options, Set.copyOf(List.of(rooms)));
    }

    @Override
    public void socketsLeave(String... rooms) {
        target.leaveAll(options, Set.copyOf(List.of(rooms)));
    }

    @Override
    public void disconnectSockets(boolean close) {
        target.disconnectAll(options, close);
    }

    @Override
    public void forgetSessions() {
        namespace.adapter().recovery().ifPresent(recovery -> recovery.forgetSessions(options));
    }

    private BroadcastOperator with(BroadcastOptions changed) {
        return new NamespaceBroadcast(namespace, target, changed, timeout);
    }

    private Requests requests() {
        if (target instanceof Requests requests) {
            return requests;
        }
        throw new UnsupportedOperationException("a parent namespace cannot ask: ask from its children");
    }

    private <T> TypedAnswers<T> typed(BroadcastAnswers all, Class<T> type) {
        List<T> typed = new ArrayList<>();
        boolean complete = all.isComplete();
        for (List<JsonValue> answer : all.answers()) {
            try {
                T value = type.cast(namespace.payloads().argument(answer, 0, type));
                if (value != null) {
                    typed.add(value);
                    continue;
                }
            } catch (InvalidArgumentException misfit) {
                // The client's fault, and its only effect: its answer is missing.
            }
            complete = false;
        }
        return new TypedAnswers<>(typed, complete);
    }
}
