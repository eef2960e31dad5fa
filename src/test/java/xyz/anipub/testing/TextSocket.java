package xyz.anipub.testing;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** The WebSocket of the JDK, with its texts in a queue; answers pings of the protocol by itself. */
public final class TextSocket implements AutoCloseable {

    private final BlockingQueue<String> received = new LinkedBlockingQueue<>();
    private final WebSocket socket;

    private TextSocket(URI uri) {
        socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(uri, new Listener())
                .join();
    }

    /** @param root of the server, with {@code http} as its scheme */
    public static TextSocket open(URI root) {
        return new TextSocket(URI.create(
                root.resolve("socket.io/?EIO=4&transport=websocket").toString().replaceFirst("http", "ws")));
    }

    public void send(String text) {
        socket.sendText(text, true).join();
    }

    /** The next text that fits; those before it are lost. */
    public String next(Predicate<String> wanted) {
        try {
            for (; ; ) {
                String text = received.poll(20, TimeUnit.SECONDS);
                if (text == null) {
                    throw new AssertionError("nothing came that was wanted");
                }
                if (wanted.test(text)) {
                    return text;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        socket.abort();
    }

    private final class Listener implements WebSocket.Listener {

        private final StringBuilder parts = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket webSocket, CharSequence part, boolean last) {
            parts.append(part);
            if (last) {
                String text = parts.toString();
                parts.setLength(0);
                if (text.equals("2")) {
                    webSocket.sendText("3", true);
                } else {
                    received.add(text);
                }
            }
            webSocket.request(1);
            return null;
        }
    }
}
