package xyz.anipub.testing;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;

/** A bare WebSocket to {@code /socket.io/}: sends what it is told, answers nothing by itself. */
public final class RawSocket implements WebSocket.Listener, AutoCloseable {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final List<String> frames = new CopyOnWriteArrayList<>();
    private final StringBuilder partial = new StringBuilder();
    private volatile boolean closed;
    private WebSocket webSocket;

    private RawSocket() {}

    /** @param revision of Engine.IO: 3 or 4 */
    public static RawSocket open(URI root, int revision) {
        RawSocket socket = new RawSocket();
        URI address =
                URI.create("ws://%s/socket.io/?EIO=%d&transport=websocket".formatted(root.getAuthority(), revision));
        socket.webSocket =
                HTTP.newWebSocketBuilder().buildAsync(address, socket).join();
        return socket;
    }

    public RawSocket send(String frame) {
        webSocket.sendText(frame, true).join();
        return this;
    }

    /** Waits for a frame that starts so, and returns it. */
    public String await(String start) {
        return Awaitility.await(start)
                .atMost(Duration.ofSeconds(20))
                .until(
                        () -> frames.stream()
                                .filter(frame -> frame.startsWith(start))
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
    }

    public void awaitClosed() {
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> closed);
    }

    @Override
    public CompletionStage<?> onText(WebSocket source, CharSequence part, boolean last) {
        partial.append(part);
        if (last) {
            frames.add(partial.toString());
            partial.setLength(0);
        }
        source.request(1);
        return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket source, int status, String reason) {
        closed = true;
        return null;
    }

    @Override
    public void onError(WebSocket source, Throwable error) {
        closed = true;
    }

    @Override
    public void close() {
        webSocket.abort();
    }
}
