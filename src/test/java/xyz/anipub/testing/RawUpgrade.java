package xyz.anipub.testing;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One request for a WebSocket and what came back, byte for byte; clients do not show what a refusal looks like.
 *
 * @param statusLine such as {@code HTTP/1.1 101 Switching Protocols}
 * @param headers as they came
 * @param body of a refusal; empty for a 101
 */
public record RawUpgrade(String statusLine, List<String> headers, String body) {

    private static final int TIMEOUT_MILLIS = 10_000;

    /** @param more header lines besides those that ask for a WebSocket */
    public static RawUpgrade ask(URI uri, String... more) {
        try (Socket socket = new Socket(uri.getHost(), uri.getPort())) {
            socket.setSoTimeout(TIMEOUT_MILLIS);
            socket.getOutputStream().write(request(uri, more));
            return read(socket.getInputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Opens a WebSocket on which nobody answers, not even a close; what is read from it ends with the connection. */
    public static Socket openDeaf(URI uri) throws IOException {
        Socket socket = new Socket(uri.getHost(), uri.getPort());
        socket.setSoTimeout(TIMEOUT_MILLIS);
        socket.getOutputStream().write(request(uri));
        RawUpgrade opened = read(socket.getInputStream());
        if (opened.status() != 101) {
            socket.close();
            throw new IOException(opened.statusLine());
        }
        return socket;
    }

    /**
     * Asks in another way than by a GET for a WebSocket and nothing else.
     *
     * @param lines the headers {@code Connection} and {@code Upgrade}, as lines
     */
    public static RawUpgrade ask(String method, URI uri, List<String> lines) {
        try (Socket socket = new Socket(uri.getHost(), uri.getPort())) {
            socket.setSoTimeout(TIMEOUT_MILLIS);
            socket.getOutputStream().write(request(method, uri, lines));
            return read(socket.getInputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends a frame in one piece with the request; what comes back, up to the first frame or the end of a refusal. */
    public static String askHastily(URI uri, byte[] frame) {
        try (Socket socket = new Socket(uri.getHost(), uri.getPort())) {
            socket.setSoTimeout(TIMEOUT_MILLIS);
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            all.writeBytes(request(uri));
            all.writeBytes(frame);
            socket.getOutputStream().write(all.toByteArray());
            RawUpgrade answer = read(socket.getInputStream());
            return answer.status() == 101
                    ? new String(socket.getInputStream().readNBytes(8), StandardCharsets.ISO_8859_1)
                    : answer.body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] request(URI uri, String... more) {
        List<String> lines = new ArrayList<>(List.of("Connection: Upgrade", "Upgrade: websocket"));
        lines.addAll(List.of(more));
        return request("GET", uri, lines);
    }

    private static byte[] request(String method, URI uri, List<String> more) {
        String lines = String.join(
                "\r\n",
                method + " " + uri.getRawPath() + "?" + uri.getRawQuery() + " HTTP/1.1",
                "Host: " + uri.getAuthority(),
                "Sec-WebSocket-Version: 13",
                "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==");
        for (String line : more) {
            lines += "\r\n" + line;
        }
        return (lines + "\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1);
    }

    public int status() {
        return Integer.parseInt(statusLine.split(" ")[1]);
    }

    public Optional<String> header(String name) {
        return headers.stream()
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(name.toLowerCase(Locale.ROOT) + ":"))
                .map(line -> line.substring(name.length() + 1).strip())
                .findFirst();
    }

    private static RawUpgrade read(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int c = in.read();
            if (c < 0) {
                throw new EOFException("no answer: " + head);
            }
            head.append((char) c);
        }
        List<String> lines = Arrays.asList(head.toString().strip().split("\r\n"));
        RawUpgrade answer = new RawUpgrade(lines.get(0), lines.subList(1, lines.size()), "");
        return answer.status() == 101
                ? answer
                : new RawUpgrade(
                        answer.statusLine, answer.headers, new String(answer.body(in), StandardCharsets.UTF_8));
    }

    /** A container that closes the connection after a refusal says no length. */
    private byte[] body(InputStream in) throws IOException {
        Optional<String> length = header("Content-Length");
        return length.isPresent() ? in.readNBytes(Integer.parseInt(length.get())) : in.readAllBytes();
    }
}
