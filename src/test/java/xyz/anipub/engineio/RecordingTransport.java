package xyz.anipub.engineio;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import xyz.anipub.engineio.config.TransportType;
import xyz.anipub.engineio.packet.EncodedPacket;

/**
 * Keeps what a session writes. It is ready from the start and again after each batch, like an idle WebSocket, until
 * {@link #hold()} lets it be busy.
 */
public class RecordingTransport implements Transport {

    private final TransportType type;
    private final List<List<EncodedPacket>> batches = new CopyOnWriteArrayList<>();
    private final List<Runnable> closes = new CopyOnWriteArrayList<>();
    private volatile boolean held;
    private volatile int aborts;
    private volatile Session session;

    public RecordingTransport() {
        this(TransportType.WEBSOCKET);
    }

    public RecordingTransport(TransportType type) {
        this.type = type;
    }

    @Override
    public TransportType type() {
        return type;
    }

    @Override
    public void open(Session opened) {
        session = opened;
        readyUnlessHeld();
    }

    @Override
    public void write(List<EncodedPacket> batch) {
        batches.add(List.copyOf(batch));
        readyUnlessHeld();
    }

    @Override
    public synchronized void close(Runnable closed) {
        closes.add(closed);
        if (!held) {
            closed.run();
        }
    }

    @Override
    public synchronized void abort() {
        aborts++;
    }

    /** After the batch that is taken now, takes no other until {@link #release()}. */
    public RecordingTransport hold() {
        held = true;
        return this;
    }

    /** Takes batches again, and finishes a close that came meanwhile. */
    public void release() {
        held = false;
        session.ready(this);
        closes.forEach(Runnable::run);
    }

    /** Takes exactly one batch. */
    public void takeOne() {
        session.ready(this);
    }

    /** The text forms of all packets written, in order; binary ones as {@code b<base64>}. */
    public List<String> written() {
        List<String> texts = new ArrayList<>();
        batches.forEach(batch -> batch.forEach(packet -> texts.add(packet.text())));
        return texts;
    }

    /** The same without engine packets: the data of text messages, and binary messages as {@code b<base64>}. */
    public List<String> messages() {
        return written().stream()
                .filter(text -> text.startsWith("4") || text.startsWith("b"))
                .map(text -> text.startsWith("4") ? text.substring(1) : text)
                .toList();
    }

    public List<List<EncodedPacket>> batches() {
        return batches;
    }

    /** Whether the session has asked for a graceful close. */
    public boolean isCloseRequested() {
        return !closes.isEmpty();
    }

    public boolean isAborted() {
        return aborts > 0;
    }

    private void readyUnlessHeld() {
        if (!held) {
            session.ready(this);
        }
    }
}
