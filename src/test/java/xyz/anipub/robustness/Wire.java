package xyz.anipub.robustness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
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
        return to(base, new Socket());
    }

    /** One whose own end keeps as little as it can of what it does not read. */
    static Wire narrow(URI base) {
        try {
            Socket socket = new Socket();
            socket.setReceiveBufferSize(4_096);
            return to(base, socket);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Wire to(URI base, Socket socket) {
        try {
            socket.connect(new InetSocketAddress(base.getHost(), base.getPort()));
            socket.setSoTimeout(30_000);
            return new Wire(base, socket);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Asks for a WebSocket. */
    Wire upgrade() {
        return request("GET", "EIO=4&transport=websocket", """
                Connection: Upgrade
                Upgrade: websocket
                Sec-WebSocket-Version: 13
                Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==
                """);
    }

    /** Sends a short text as a frame, masked with zeros. */
    Wire frame(String text) {
        return say(new String(new char[] {0x81, (char) (0x80 + text.length()), 0, 0, 0, 0}) + text);
    }

    /** Reads so much and no more. */
    void skip(int bytes) {
        try {
            socket.getInputStream().skipNBytes(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads as far as a text and no further. */
    void skipTo(String text) {
        StringBuilder read = new StringBuilder();
        try {
            while (read.indexOf(text) < 0) {
                read.append((char) socket.getInputStream().readNBytes(1)[0]);
            }
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
            socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
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
