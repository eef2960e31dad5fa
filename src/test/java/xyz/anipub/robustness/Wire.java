package xyz.anipub.robustness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** A TCP connection on which a client says HTTP as badly as it wants to. */
final class Wire implements AutoCloseable {

    private final URI base;
    private final Socket socket;

    private Wire(URI base, Socket socket) {
        this.base = base;
        this.socket = socket;
    }

    /** @param base where the server's path is */
    static Wire to(URI base) {
        try {
            Socket socket = new Socket(base.getHost(), base.getPort());
            socket.setSoTimeout(30_000);
            return new Wire(base, socket);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends a request's first line and the headers that it needs; lines of more headers end in a line feed. */
    Wire request(String method, String query, String headers) {
        return say((method + " " + base.getPath() + "?" + query + " HTTP/1.1\nHost: " + base.getAuthority() + "\n"
                        + headers + "\n")
                .replace("\n", "\r\n"));
    }

    Wire say(String text) {
        try {
            socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The first line of the answer. */
    String status() {
        StringBuilder line = new StringBuilder();
        try {
            for (int c = socket.getInputStream().read();
                    c >= 0 && c != '\r';
                    c = socket.getInputStream().read()) {
                line.append((char) c);
            }
            return line.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends the connection without a word, as a process that is killed does not but a cable that is pulled may. */
    void reset() {
        try {
            socket.setSoLinger(true, 0);
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
