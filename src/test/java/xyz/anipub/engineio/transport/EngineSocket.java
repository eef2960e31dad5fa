package xyz.anipub.engineio.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Speaks Engine.IO over a WebSocket by hand. */
public final class EngineSocket implements WebSocket.Listener {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final BlockingQueue<String> messages = new LinkedBlockingQueue<>();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final StringBuilder text = new StringBuilder();
    private final StringBuilder binary = new StringBuilder();
    private WebSocket socket;
    private volatile boolean answersPings;

    private EngineSocket() {}

    static EngineSocket open(HttpClient client, URI base, String query) {
        EngineSocket made = new EngineSocket();
        String uri = base.toString().replaceFirst("http", "ws") + "?" + query;
        made.socket = client.newWebSocketBuilder()
                .connectTimeout(PATIENCE)
                .header("X-Test", "yes")
                .buildAsync(URI.create(uri), made)
                .join();
        return made;
    }

    /** Answers pings from now on, whoever is reading; they are no longer among the messages. */
    public EngineSocket answeringPings() {
        answersPings = true;
        return this;
    }

    /** The next message; a binary one as {@code <hex>}. */
    public String next() {
        try {
            String message = messages.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            assertThat(message).as("a message within %s", PATIENCE).isNotNull();
            return message;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The next message that is no ping. */
    public String nextMessage() {
        String message = next();
        while (message.equals("2")) {
            send("3");
            message = next();
        }
        return message;
    }

    public synchronized void send(String message) {
        socket.sendText(message, true).join();
    }

    public synchronized void send(byte[] message) {
        socket.sendBinary(ByteBuffer.wrap(message), true).join();
    }

    /** Sends what the server may refuse to read to its end. */
    void sendInVain(String message) {
        socket.sendText(message, true).exceptionally(refused -> socket).join();
    }

    void sendPart(String part, boolean last) {
        socket.sendText(part, last).join();
    }

    /** Begins to close; without effect if that has begun. */
    public void close() {
        if (!socket.isOutputClosed()) {
            socket.sendClose(WebSocket.NORMAL_CLOSURE, "").join();
        }
    }

    /** The code with which the server closed; 1006 if it did so without a word. */
    public int closeCode() {
        return closed.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
    }

    public boolean isClosed() {
        return closed.isDone();
    }

    @Override
    public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
        text.append(data);
        if (last && answersPings && text.toString().equals("2")) {
            text.setLength(0);
            send("3");
        } else if (last) {
            messages.add(text.toString());
            text.setLength(0);
        }
        webSocket.request(1);
        return null;
    }

    @Override
    public CompletionStage<?> onBinary(WebSocket webSocket, ByteBuffer data, boolean last) {
        byte[] bytes = new byte[data.remaining()];
        data.get(bytes);
        binary.append(HexFormat.of().formatHex(bytes));
        if (last) {
            messages.add("<" + binary + ">");
            binary.setLength(0);
        }
        webSocket.request(1);
        return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket webSocket, int statusCode, String reason) {
        closed.complete(statusCode);
        return null;
    }

    @Override
    public void onError(WebSocket webSocket, Throwable error) {
        closed.complete(1006);
    }
}
