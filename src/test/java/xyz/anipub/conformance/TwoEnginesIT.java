package xyz.anipub.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import xyz.anipub.engineio.transport.EngineClient;
import xyz.anipub.engineio.transport.EngineSocket;

/** The doors stand at another path too, each of its own engine. */
class TwoEnginesIT {

    @Test
    void theDoorAtTheOtherPathEchoesOverPolling() {
        URI base = RunningConformance.engineIo();
        String sid = EngineClient.handshake(base);

        assertThat(EngineClient.post(base, sid, "4hello\u001ebAQID").body()).isEqualTo("ok");
        assertThat(EngineClient.poll(base, sid).body()).isEqualTo("4hello\u001ebAQID");
    }

    @ParameterizedTest
    @ValueSource(strings = {"engine.io/", "socket.io/"})
    void bothPathsTakeWebSockets(String path) {
        EngineSocket socket = EngineClient.socket(RunningConformance.at(path), "EIO=4&transport=websocket");

        assertThat(EngineClient.sidOf(socket.next())).hasSize(20);
    }

    @Test
    void aSessionOfOneEngineIsUnknownToTheOther() {
        String sid = EngineClient.handshake(RunningConformance.engineIo());

        assertThat(EngineClient.poll(RunningConformance.socketIo(), sid).body())
                .isEqualTo("{\"code\":1,\"message\":\"Session ID unknown\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"engine.io/", "socket.io/"})
    void pagesOfAnyOriginMayReadBothPaths(String path) {
        URI base = RunningConformance.at(path);

        assertThat(EngineClient.poll(base, "gone").headers().firstValue("Access-Control-Allow-Origin"))
                .hasValue("*");
    }
}
