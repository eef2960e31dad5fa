package xyz.anipub.socketio.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import xyz.anipub.engineio.transport.EngineClient;

/** A client of {@link SuiteApplication} that speaks Socket.IO by polling, by hand. */
final class PollingPeer {

    private final String sessionId = EngineClient.handshake(SuitePeer.base());
    private final Queue<String> heard = new ArrayDeque<>();

    String sessionId() {
        return sessionId;
    }

    /** Sends a packet without the {@code 4} in front, or several in one payload. */
    void say(String packet) {
        HttpResponse<String> response = sayRaw("4" + packet);
        assertThat(response.body()).isEqualTo("ok");
    }

    /** Sends a payload as it is. */
    HttpResponse<String> sayRaw(String payload) {
        return EngineClient.post(SuitePeer.base(), sessionId, payload);
    }

    /** The next packet, without the {@code 4} in front; an attachment as it is in a payload. */
    String hear() {
        while (heard.isEmpty()) {
            HttpResponse<String> response = poll();
            assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
            for (String packet : List.of(response.body().split(EngineClient.SEPARATOR))) {
                if (packet.equals("2")) {
                    sayRaw("3");
                } else {
                    heard.add(packet);
                }
            }
        }
        String next = heard.remove();
        return next.startsWith("4") ? next.substring(1) : next;
    }

    HttpResponse<String> poll() {
        return EngineClient.poll(SuitePeer.base(), sessionId);
    }
}
