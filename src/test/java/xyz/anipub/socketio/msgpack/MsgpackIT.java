package xyz.anipub.socketio.msgpack;

import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import xyz.anipub.testing.NodeTests;
import xyz.anipub.testing.ProtocolServer;

/** The JavaScript client with its MessagePack parser against a server that speaks it. */
class MsgpackIT {

    @TestFactory
    Stream<DynamicTest> theStockClientSpeaksMessagePack() {
        return NodeTests.run(
                Path.of("src/test/clients"),
                "msgpack/msgpack.test.js",
                Map.of("ANIPUB_MSGPACK_URL", ProtocolServer.msgpack().toString()));
    }
}
