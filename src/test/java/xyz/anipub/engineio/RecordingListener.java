package xyz.anipub.engineio;

import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;

/** Keeps what sessions told it, as words. */
public final class RecordingListener implements SessionListener {

    private final List<String> events = new CopyOnWriteArrayList<>();
    private final AtomicReference<Session> opened = new AtomicReference<>();

    @Override
    public void onOpen(Session session) {
        opened.set(session);
        events.add("open");
    }

    @Override
    public void onText(Session session, String text) {
        events.add("text " + text);
    }

    @Override
    public void onBinary(Session session, byte[] data) {
        events.add("binary " + HexFormat.of().formatHex(data));
    }

    @Override
    public void onClose(Session session, CloseReason reason, String detail) {
        events.add("close " + reason.text() + ": " + detail);
    }

    /** The one that was opened last. */
    public Session session() {
        return opened.get();
    }

    public List<String> events() {
        return events;
    }
}
