package xyz.anipub.socketio.adapter.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import xyz.anipub.socketio.adapter.SocketDetails;

class DisclosureTest {

    @Test
    void leavesOutWhatClientsProveThemselvesBy() {
        Map<String, Object> handshake = Map.of(
                "address", "127.0.0.1",
                "url", "/socket.io/?token=secret",
                "query", Map.of("token", "secret"),
                "auth", Map.of("token", "secret"),
                "headers", Map.of("cookie", "secret", "authorization", "secret", "user-agent", "test"));
        SocketDetails told =
                Disclosure.of(new SocketDetails("sid", Set.of("sid", "red"), handshake, Map.of("name", "Ann")));
        assertThat(told.handshake())
                .isEqualTo(Map.of(
                        "address",
                        "127.0.0.1",
                        "url",
                        "/socket.io/",
                        "query",
                        Map.of(),
                        "auth",
                        Map.of(),
                        "headers",
                        Map.of("user-agent", "test")));
        assertThat(told.rooms()).containsExactlyInAnyOrder("sid", "red");
        assertThat(told.data()).isEqualTo(Map.of("name", "Ann"));
        assertThat(Disclosure.bare(told).data()).isEmpty();
        assertThat(Disclosure.bare(told).handshake()).isEmpty();
    }
}
