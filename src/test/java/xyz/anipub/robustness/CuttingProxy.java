package xyz.anipub.robustness;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;

/** Hands what a client sends on to a server in pieces of one size, and resets the connection in the middle if it is told to. */
final class CuttingProxy implements AutoCloseable {

    private final ServerSocket listener;
    private final int target;
    private final int size;
    private final AtomicInteger left = new AtomicInteger(Integer.MAX_VALUE);

    /**
     * @param target the server's port on the loopback address
     * @param size of a piece, in bytes
     */
    CuttingProxy(int target, int size) {
        this.target = target;
        this.size = size;
        try {
            listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        start(this::accept);
    }

    int port() {
        return listener.getLocalPort();
    }

    /** Hands on so many bytes more, and then ends the connections on both sides without a word. */
    CuttingProxy breakOffAfter(int bytes) {
        left.set(bytes);
        return this;
    }

    private void accept() {
        while (true) {
            try {
                Socket client = listener.accept();
                Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
                server.setTcpNoDelay(true);
                start(() -> cut(client, server));
                start(() -> answer(server, client));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void cut(Socket client, Socket server) {
        byte[] bytes = new byte[65_536];
        try (client;
                server) {
            InputStream in = client.getInputStream();
            OutputStream out = server.getOutputStream();
            for (int length = in.read(bytes); length >= 0; length = in.read(bytes)) {
                for (int at = 0; at < length; at += size) {
                    byte[] piece = Arrays.copyOfRange(bytes, at, Math.min(length, at + size));
                    int allowed = Math.min(piece.length, left.getAndAdd(-piece.length));
                    out.write(piece, 0, Math.max(0, allowed));
                    if (allowed < piece.length) {
                        server.setSoLinger(true, 0);
                        client.setSoLinger(true, 0);
                        return;
                    }
                }
            }
        } catch (IOException over) {
            // As either side likes.
        }
    }

    private static void answer(Socket server, Socket client) {
        try {
            server.getInputStream().transferTo(client.getOutputStream());
            client.shutdownOutput();
        } catch (IOException over) {
            // As either side likes.
        }
    }

    private static void start(Runnable task) {
        Thread thread = new Thread(task, "cutting-proxy");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
