package xyz.anipub.engineio.relay;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Joins the nodes of a test on one thread, and loses or keeps back what the test wants it to. */
final class Ether implements NodeChannel {

    private final Map<String, Consumer<byte[]>> listeners = new HashMap<>();
    private final List<Runnable> keptBack = new ArrayList<>();
    private final List<Frame> carried = new ArrayList<>();
    private Predicate<Envelope> lost = envelope -> false;
    private Predicate<Envelope> kept = envelope -> false;
    private boolean isTwice;

    @Override
    public void listen(String name, Consumer<byte[]> listener) {
        listeners.put(name, listener);
    }

    @Override
    public CompletionStage<?> send(String name, byte[] message) {
        Envelope envelope = FrameCodec.decode(message);
        if (lost.test(envelope)) {
            return CompletableFuture.failedStage(new IllegalStateException("lost"));
        }
        carried.add(envelope.frame());
        Runnable delivery = () -> {
            if (listeners.containsKey(name)) {
                listeners.get(name).accept(message.clone());
            }
        };
        if (kept.test(envelope)) {
            keptBack.add(delivery);
            return CompletableFuture.completedStage(null);
        }
        delivery.run();
        if (isTwice) {
            delivery.run();
        }
        return CompletableFuture.completedStage(null);
    }

    @Override
    public void sendToAll(byte[] message) {
        if (!lost.test(FrameCodec.decode(message))) {
            List.copyOf(listeners.values()).forEach(listener -> listener.accept(message.clone()));
        }
    }

    /** Brings something to all that no node has sent. */
    void plant(byte[] message) {
        List.copyOf(listeners.values()).forEach(listener -> listener.accept(message.clone()));
    }

    /** From now on. */
    void lose(Predicate<Envelope> which) {
        lost = which;
    }

    void keepBack(Predicate<Envelope> which) {
        kept = which;
    }

    void bringEverythingTwice() {
        isTwice = true;
    }

    /** Brings what was kept back, and keeps nothing back any more. */
    void bringTheRest() {
        kept = envelope -> false;
        List.copyOf(keptBack).forEach(Runnable::run);
        keptBack.clear();
    }

    /** What went to single nodes, but beats. */
    List<Frame> carried() {
        return carried.stream().filter(frame -> !(frame instanceof Frame.Beat)).toList();
    }
}
