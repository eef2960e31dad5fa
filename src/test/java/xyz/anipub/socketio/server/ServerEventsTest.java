package xyz.anipub.socketio.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import xyz.anipub.engineio.EngineThreads;
import xyz.anipub.engineio.ManualTimers;
import xyz.anipub.socketio.Namespace;
import xyz.anipub.socketio.adapter.SocketEmitter;
import xyz.anipub.socketio.adapter.memory.InMemoryAdapter;
import xyz.anipub.socketio.packet.Packet;

class ServerEventsTest {

    private final List<SocketEmitter> emitters = new ArrayList<>();
    private final SocketServer server = new SocketServer(
            ServerFixture.CONFIG, EngineThreads.of(Runnable::run, new ManualTimers()), (name, emitter) -> {
                emitters.add(emitter);
                return new InMemoryAdapter(emitter, 5);
            });
    private final Namespace main = server.of("/");
    private final List<Object> heard = new ArrayList<>();

    @Test
    void reachNobodyOnASingleNode() {
        main.onServerEvent("ping", (arguments, ack) -> heard.add(arguments));
        server.serverSideEmit("ping");
        main.serverSideEmit("ping", 1);
        assertThat(main.serverSideEmitWithAck("ping", 2)).isCompletedWithValue(List.of());
        assertThat(heard).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"connect", "connection", "new_namespace"})
    void mayNotHaveAReservedName(String name) {
        assertThatThrownBy(() -> main.serverSideEmit(name)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> main.serverSideEmitWithAck(name)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void comeFromAnotherNode() {
        main.onServerEvent("sum", (arguments, ack) -> {
            heard.add(ack.isRequested());
            ack.send(arguments.size());
            ack.send("twice");
        });
        Packet.Event event = Packet.Event.of("/", "sum", List.of(JsonValue.TRUE, JsonValue.NULL));
        emitters.get(0)
                .serverEvent(event, answer -> heard.add(answer.arguments().toString()));
        emitters.get(0).serverEvent(event, null);
        assertThat(heard).containsExactly(true, "[2]", false);
    }

    @Test
    void reachAllHandlersEvenIfOneThrows() {
        main.onServerEvent("a", (arguments, ack) -> {
            throw new IllegalStateException("bug");
        });
        main.onServerEvent("a", (arguments, ack) -> heard.add("a"));
        emitters.get(0).serverEvent(Packet.Event.of("/", "a", List.of()), null);
        assertThat(heard).containsExactly("a");
    }
}
