package xyz.anipub.chat.realtime.socket;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import xyz.anipub.auth.Principal;
import xyz.anipub.engineio.Engine;
import xyz.anipub.engineio.EngineThreads;
import xyz.anipub.engineio.ManualTimers;
import xyz.anipub.engineio.RecordingTransport;
import xyz.anipub.engineio.Session;
import xyz.anipub.engineio.config.EngineConfig;
import xyz.anipub.engineio.config.HandshakeRequest;
import xyz.anipub.socketio.Socket;
import xyz.anipub.socketio.config.SocketServerConfig;
import xyz.anipub.socketio.server.SocketServer;

class ChatSocketTest {

    private static final Principal ALICE =
            new Principal("00000000000000000000000a", "Alice", "", "token", Instant.EPOCH.plus(Duration.ofDays(1)));

    @Test
    void doesNotShowOthersTheSessionOfAnOlderClient() {
        ManualTimers timers = new ManualTimers();
        SocketServer server = new SocketServer(SocketServerConfig.standard(), EngineThreads.of(Runnable::run, timers));
        AtomicReference<Socket> connected = new AtomicReference<>();
        server.of("/").onConnection(connected::set);
        EngineConfig config = EngineConfig.standard().with().allowEio3(true).build();
        Session session = new Engine(config, server, Runnable::run, timers)
                .open(
                        new HandshakeRequest(
                                Map.of(), Map.of("EIO", List.of("3")), "127.0.0.1", false, "/", Instant.EPOCH),
                        new RecordingTransport());

        ChatSocket socket = new ChatSocket(connected.get(), ALICE);

        assertThat(connected.get().id()).isEqualTo(session.id());
        assertThat(socket.presence().socketId()).hasSize(20).isNotEqualTo(session.id());
        assertThat(socket.presence()).isEqualTo(socket.presence());
    }
}
