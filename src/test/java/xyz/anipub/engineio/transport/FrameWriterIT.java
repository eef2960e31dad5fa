package xyz.anipub.engineio.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import xyz.anipub.testing.ProtocolServer;
import xyz.anipub.testing.TestServer;

/** Each way to write that the container under test offers, and the standard one where it offers another. */
class FrameWriterIT {

    private static final boolean ON_TYRUS =
            System.getProperty("anipub.container", "payara-micro").startsWith("payara");

    private static final String CARRIERS = ON_TYRUS ? "4GrizzlyWire" : "4ServletWire";
    private static final String ENDPOINTS = ON_TYRUS ? "4TyrusFrameWriter" : "4UndertowFrameWriter";

    static List<URI> eachWay() {
        return List.of(ProtocolServer.engine(), ProtocolServer.endpointEngine(), ProtocolServer.portableEngine());
    }

    private static EngineSocket open(URI base) {
        EngineSocket socket =
                EngineClient.socket(base, "EIO=4&transport=websocket").answeringPings();
        assertThat(socket.next()).startsWith("0{");
        return socket;
    }

    private static String writer(URI base) {
        EngineSocket socket = open(base);
        socket.send("4please name the writer");
        String answer = socket.next();
        socket.close();
        return answer;
    }

    @Test
    void isACarrierOfTheContainersConnections() {
        assertThat(writer(ProtocolServer.engine())).isEqualTo(TestServer.isEndpointOnly() ? ENDPOINTS : CARRIERS);
    }

    @Test
    void isTheServletStandardsCarrierWhereTheContainerDiffersFromTheOneThatIsKnown() {
        assumeFalse(TestServer.isEndpointOnly());

        assertThat(writer(ProtocolServer.otherEngine())).isEqualTo("4ServletWire");
        assertThat(writer(ProtocolServer.otherEngine())).isEqualTo("4ServletWire");
        String line = "WebSockets are carried by Servlet upgrades (not ";
        // Where there is no Grizzly, every WAR says so.
        assertThat(ProtocolServer.log().lines().filter(said -> said.contains(line)))
                .allMatch(said -> said.contains(
                        ON_TYRUS
                                ? line
                                        + "Grizzly's connections: Grizzly's connections have other attributes than those known)"
                                : line + "java.lang.NoClassDefFoundError: "))
                .hasSizeBetween(1, ON_TYRUS ? 1 : Integer.MAX_VALUE);
    }

    @Test
    void isTheFastestThatTheEndpointHas() {
        assertThat(writer(ProtocolServer.endpointEngine())).isEqualTo(ENDPOINTS);
    }

    @Test
    void isTheStandardOneWhereASettingSaysSo() {
        assertThat(writer(ProtocolServer.portableEngine())).isEqualTo("4AsyncFrameWriter");
    }

    @ParameterizedTest
    @MethodSource("eachWay")
    void keepsTheOrderOfTextAndBinary(URI base) {
        EngineSocket socket = open(base);
        List<String> sent = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            socket.send("4héllo€😀" + i);
            socket.send(new byte[] {(byte) i, (byte) 0xff});
            sent.add("4héllo€😀" + i);
            sent.add("<%02xff>".formatted(i));
        }

        assertThat(sent).allSatisfy(message -> assertThat(socket.next()).isEqualTo(message));
        socket.close();
    }

    @ParameterizedTest
    @MethodSource("eachWay")
    void writesFramesOfEachLength(URI base) {
        EngineSocket socket = open(base);
        for (int length : new int[] {1, 125, 126, 65_535, 65_536, 300_000}) {
            String message = "4" + "x".repeat(length - 1);
            socket.send(message);
            assertThat(socket.next()).isEqualTo(message);
        }
        socket.close();
    }
}
