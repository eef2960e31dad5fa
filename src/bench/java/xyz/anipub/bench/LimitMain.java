package xyz.anipub.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * What the machine can do: the generator's events with nothing around them. One thread and one selector; a broadcast's frame
 * is made once, and what a turn of the selector has for a connection is one write. It checks nothing, pings nobody
 * and parses no JSON.
 */
public final class LimitMain {

    private static final int BACKLOG = 4096;

    private LimitMain() {}

    public static void main(String[] args) throws IOException {
        Selector selector = Selector.open();
        ServerSocketChannel server = ServerSocketChannel.open();
        server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), BACKLOG);
        server.configureBlocking(false);
        server.register(selector, SelectionKey.OP_ACCEPT);
        System.out.println("listening " + server.socket().getLocalPort());
        ByteBuffer buffer = ByteBuffer.allocateDirect(1 << 20);
        Set<LimitConnection> touched = new LinkedHashSet<>();
        while (true) {
            selector.select();
            for (SelectionKey key : selector.selectedKeys()) {
                if (!(key.attachment() instanceof LimitConnection connection)) {
                    accept(server, selector, touched);
                } else if (key.isValid()) {
                    connection.ready(buffer);
                }
            }
            selector.selectedKeys().clear();
            for (LimitConnection connection : touched) {
                connection.flush(buffer);
            }
            touched.clear();
        }
    }

    private static void accept(ServerSocketChannel server, Selector selector, Set<LimitConnection> touched)
            throws IOException {
        for (SocketChannel channel = server.accept(); channel != null; channel = server.accept()) {
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            SelectionKey key = channel.register(selector, SelectionKey.OP_READ);
            key.attach(new LimitConnection(channel, key, touched));
        }
    }
}
