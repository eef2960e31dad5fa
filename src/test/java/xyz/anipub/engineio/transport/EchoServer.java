package xyz.anipub.engineio.transport;

import java.net.URI;
import xyz.anipub.testing.ProtocolServer;

/** Where {@link EchoApplication} runs. */
final class EchoServer {

    private static final class Warm {
        private static final URI BASE = warmUp(ProtocolServer.engine());
    }

    private EchoServer() {}

    /** Where the engine answers, for example {@code http://127.0.0.1:41234/engine/socket.io/}. */
    static URI base() {
        return Warm.BASE;
    }

    /** The first requests load classes, for longer than the tests' heartbeat allows. */
    private static URI warmUp(URI base) {
        for (int i = 0; i < 5; i++) {
            String sid = EngineClient.handshake(base);
            EngineClient.post(base, sid, "4warm");
            EngineClient.poll(base, sid);
            EngineSocket socket = EngineClient.socket(base, "EIO=4&transport=websocket");
            socket.next();
            socket.send("4warm");
            socket.next();
            socket.close();
        }
        return base;
    }
}
