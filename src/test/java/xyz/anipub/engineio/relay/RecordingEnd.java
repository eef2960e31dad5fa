package xyz.anipub.engineio.relay;

import java.util.ArrayList;
import java.util.List;
import xyz.anipub.engineio.RelayedSocket;

/** One end of a WebSocket; remembers in words what it was told. */
final class RecordingEnd implements RelayedSocket {

    final List<String> heard = new ArrayList<>();

    @Override
    public void messages(List<Message> batch) {
        batch.forEach(message -> heard.add((message.isBinary() ? "bytes " : "text ") + new String(message.content())));
    }

    @Override
    public void written() {
        heard.add("written");
    }

    @Override
    public void close(int code, String reason) {
        heard.add("closed " + code + " " + reason);
    }
}
