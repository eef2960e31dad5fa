package xyz.anipub.socketio.connection;

import jakarta.json.JsonValue;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import xyz.anipub.socketio.event.Ack;
import xyz.anipub.socketio.event.EventHandler;
import xyz.anipub.socketio.packet.Arguments;
import xyz.anipub.socketio.packet.Packet;

/**
 * What the nodes of a namespace tell each other: {@code Namespace.serverSideEmit} on one is {@link
 * Namespace#onServerEvent} on the others (protocol section 4).
 *
 * <p>Thread-safe. Handlers run on the thread of the adapter that brings the event.
 */
public final class ServerEvents {

    private static final Logger LOG = System.getLogger(ServerEvents.class.getName());
    private static final Set<String> RESERVED = Set.of("connect", "connection", "new_namespace");

    private final EventHandlers handlers = new EventHandlers();

    /** @throws IllegalArgumentException if the name is that of an event of the namespace itself */
    public static Packet.Event event(String namespace, String name, @Nullable Object... arguments) {
        if (RESERVED.contains(name)) {
            throw new IllegalArgumentException("reserved event name: " + name);
        }
        return Packet.Event.of(namespace, name, Arguments.of(arguments));
    }

    public void on(String event, EventHandler handler) {
        handlers.add(event, handler, false);
    }

    /** @param answer takes the answer, once at most; null if none is wanted */
    public void received(Packet.Event event, @Nullable Consumer<Packet.Ack> answer) {
        Ack ack = new Answer(event, answer);
        for (EventHandler handler : handlers.take(event.name())) {
            try {
                handler.handle(event.arguments(), ack);
            } catch (RuntimeException | Error e) {
                LOG.log(Level.ERROR, "A handler of the server event " + event.name() + " failed", e);
            }
        }
    }

    private static final class Answer implements Ack {

        private final Packet.Event event;
        private final @Nullable Consumer<Packet.Ack> taker;
        private final AtomicBoolean sent = new AtomicBoolean();

        Answer(Packet.Event event, @Nullable Consumer<Packet.Ack> taker) {
            this.event = event;
            this.taker = taker;
        }

        @Override
        public boolean isRequested() {
            return taker != null;
        }

        @Override
        public void send(@Nullable Object... arguments) {
            List<JsonValue> values = Arguments.of(arguments);
            if (taker != null && sent.compareAndSet(false, true)) {
                taker.accept(new Packet.Ack(event.namespace(), event.id(), values));
            }
        }
    }
}
