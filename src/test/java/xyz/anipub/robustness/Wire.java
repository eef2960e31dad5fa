package xyz.anipub.robustness;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A TCP connection on which a client says HTTP, and frames of a WebSocket, as badly as it wants to. */
final class Wire implements AutoCloseable {

    private static final int CLOSE = 8;
    private static final int NO_CODE = 1005;
    private static final int NO_CLOSE_FRAME = 1006;

    private final URI base;
    private final Socket socket;

    private Wire(URI base, Socket socket) {
        this.base = base;
        this.socket = socket;
    }

    /** On a socket that is connected already. */
    static Wire on(Socket socket, URI base) {
        return new Wire(base, socket);
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
            // What is said in pieces leaves in pieces.
            socket.setTcpNoDelay(true);
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

    /** Sends a text as a frame, masked with zeros. */
    Wire frame(String text) {
        byte[] payload = text.getBytes(StandardCharsets.UTF_8);
        ByteBuffer frame = ByteBuffer.allocate(14 + payload.length).put((byte) 0x81);
        if (payload.length < 126) {
            frame.put((byte) (0x80 | payload.length));
        } else if (payload.length < 0x10000) {
            frame.put((byte) (0x80 | 126)).putShort((short) payload.length);
        } else {
            frame.put((byte) (0x80 | 127)).putLong(payload.length);
        }
        frame.putInt(0).put(payload);
        return say(Arrays.copyOf(frame.array(), frame.position()));
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
            while (read.indexOf(text, read.length() - text.length()) < 0) {
                int c = socket.getInputStream().read();
                if (c < 0) {
                    throw new EOFException("after " + read);
                }
                read.append((char) c);
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
        return say(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    Wire say(byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As {@link #say}, to a server that may have closed already. */
    Wire sayInVain(byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
        } catch (IOException closed) {
            // As it may.
        }
        return this;
    }

    /**
     * Reads all frames up to the server's close frame.
     *
     * @return its code, 1005 if it has none, 1006 if the connection ended without it
     */
    int closeCode() {
        try {
            DataInputStream in = new DataInputStream(socket.getInputStream());
            while (true) {
                int opcode = in.readUnsignedByte() & 0x0f;
                byte[] payload = in.readNBytes(length(in));
                if (opcode == CLOSE) {
                    return payload.length < 2 ? NO_CODE : (payload[0] & 0xff) << 8 | payload[1] & 0xff;
                }
            }
        } catch (EOFException | SocketException ended) {
            return NO_CLOSE_FRAME;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Of an unmasked frame. */
    private static int length(DataInputStream in) throws IOException {
        int length = in.readUnsignedByte();
        return length < 126 ? length : length == 126 ? in.readUnsignedShort() : (int) in.readLong();
    }

    /** Reads until the server ends the connection. */
    void awaitEnd() {
        try {
            socket.getInputStream().readAllBytes();
        } catch (SocketException reset) {
            // That is an end, too.
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
