package xyz.anipub.socketio;

import static org.assertj.core.api.Assertions.assertThat;

/** A client that is told of every socket that leaves, and why. */
final class Watcher implements AutoCloseable {

    private final SuitePeer peer = SuitePeer.open();

    Watcher() {
        peer.join();
        peer.say("21[\"watch\"]");
        assertThat(peer.hear()).isEqualTo("31[]");
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
