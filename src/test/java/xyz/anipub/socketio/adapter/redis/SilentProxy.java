package xyz.anipub.socketio.adapter.redis;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** The way to a Redis, or another server, which can die as a network does: nothing comes through any more, and nobody is told. */
public final class SilentProxy implements AutoCloseable {

    private final ServerSocket door;
    private final URI redis;
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final AtomicInteger deaths = new AtomicInteger();
    private boolean cut;

    public SilentProxy(String redis) {
        try {
            this.redis = URI.create(redis);
            this.door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        start(this::accept);
    }

    public String uri() {
        return "redis://127.0.0.1:" + port();
    }

    public int port() {
        return door.getLocalPort();
    }

    /** The connections that there are lead nowhere from now on; new ones lead to Redis. */
    public void die() {
        deaths.incrementAndGet();
    }

    /** Whatever is sent from now on waits. */
    public synchronized void cut() {
        cut = true;
    }

    /** It arrives late, as the network sends again what was lost. */
    public synchronized void heal() {
        cut = false;
        notifyAll();
    }

    private synchronized void awaitPath() throws IOException {
        while (cut) {
            try {
                wait();
            } catch (InterruptedException e) {
                throw new InterruptedIOException();
            }
        }
    }

    private void accept() throws IOException {
        while (true) {
            Socket client = door.accept();
            sockets.add(client);
            connect(client);
        }
    }

    private void connect(Socket client) throws IOException {
        try {
            Socket server = new Socket(redis.getHost(), redis.getPort());
            sockets.add(server);
            int life = deaths.get();
            start(() -> pump(client, server, life));
            start(() -> pump(server, client, life));
        } catch (ConnectException noRedis) {
            client.close();
        }
    }

    private void pump(Socket from, Socket to, int life) throws IOException {
        byte[] bytes = new byte[8192];
        try {
            for (int length = from.getInputStream().read(bytes);
                    length >= 0;
                    length = from.getInputStream().read(bytes)) {
                awaitPath();
                if (life == deaths.get()) {
                    to.getOutputStream().write(bytes, 0, length);
                }
            }
        } finally {
            awaitPath();
            if (life == deaths.get()) {
                to.close();
            }
        }
    }

    private interface Task {
        void run() throws IOException;
    }

    private static void start(Task task) {
        Thread thread = new Thread(() -> {
            try {
                task.run();
            } catch (IOException closed) {
                // Its end.
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        try {
            door.close();
            for (Socket socket : sockets) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
