package xyz.anipub.socketio.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;

/** A client that is told of every socket that leaves, and why. */
final class Watcher implements AutoCloseable {

    private final SuitePeer peer;

    Watcher() {
        this(SuitePeer.base());
    }

    Watcher(URI base) {
        peer = SuitePeer.open(base);
        peer.join();
        peer.say("21[\"watch\"]");
        String heard = peer.hear();
        // Sockets of tests before may still be leaving.
        while (heard.startsWith("2[\"left\",")) {
            heard = peer.hear();
        }
        assertThat(heard).isEqualTo("31[]");
    }

    /** Waits until the socket has left. */
    String reasonOf(String sid) {
        String start = "2[\"left\",\"" + sid + "\",\"";
        String heard = peer.hear();
        while (!heard.startsWith(start)) {
            heard = peer.hear();
        }
        return heard.substring(start.length(), heard.length() - "\"]".length());
    }

    @Override
    public void close() {
        peer.close();
    }
}
