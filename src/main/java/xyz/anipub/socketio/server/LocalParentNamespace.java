package xyz.anipub.socketio.server;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import xyz.anipub.socketio.BroadcastOperator;
import xyz.anipub.socketio.EntryCheck;
import xyz.anipub.socketio.FailureHandler;
import xyz.anipub.socketio.Middleware;
import xyz.anipub.socketio.Namespace;
import xyz.anipub.socketio.ParentNamespace;
import xyz.anipub.socketio.Socket;
import xyz.anipub.socketio.SocketEventFunction;
import xyz.anipub.socketio.SocketEventHandler;
import xyz.anipub.socketio.adapter.BroadcastOptions;
import xyz.anipub.socketio.adapter.memory.InMemoryAdapter;
import xyz.anipub.socketio.config.SocketServerConfig;
import xyz.anipub.socketio.connection.Timeouts;
import xyz.anipub.socketio.event.PayloadCodec;

/** What the children of a matcher are made from. Thread-safe, without a lock. */
final class LocalParentNamespace implements ParentNamespace {

    private final Map<String, LocalNamespace> children = new ConcurrentHashMap<>();
    private final LocalNamespace template;

    LocalParentNamespace(String name, SocketServerConfig config, Executor listener, Timeouts timeouts) {
        template = new LocalNamespace(
                name,
                config,
                listener,
                timeouts,
                (path, emitter) -> new InMemoryAdapter(emitter, config.limits().maxRooms()));
    }

    @Override
    public void use(Middleware middleware) {
        template.use(middleware);
    }

    @Override
    public void checkFirst(EntryCheck check) {
        template.checkFirst(check);
    }

    @Override
    public void onConnection(Consumer<Socket> handler) {
        template.onConnection(handler);
    }

    @Override
    public void onHandlerError(FailureHandler handler) {
        template.onHandlerError(handler);
    }

    Handlers handlers() {
        return template.handlers();
    }

    @Override
    public PayloadCodec payloads() {
        return template.payloads();
    }

    @Override
    public void on(String event, SocketEventHandler handler) {
        template.on(event, handler);
    }

    @Override
    public void answer(String event, SocketEventFunction handler) {
        template.answer(event, handler);
    }

    @Override
    public void onFailure(Class<? extends Throwable> type, FailureHandler handler) {
        template.onFailure(type, handler);
    }

    @Override
    public void emit(String event, @Nullable Object... arguments) {
        broadcast().emit(event, arguments);
    }

    @Override
    public BroadcastOperator broadcast() {
        return new NamespaceBroadcast(
                template,
                new ParentBroadcasting(children.values()),
                BroadcastOptions.everybody(),
                template.ackTimeout());
    }

    @Override
    public Collection<Namespace> children() {
        return List.copyOf(children.values());
    }

    void adopt(LocalNamespace child) {
        template.copyTo(child);
    }

    void add(LocalNamespace child) {
        children.put(child.name(), child);
    }

    void remove(LocalNamespace child) {
        children.remove(child.name(), child);
    }
}
