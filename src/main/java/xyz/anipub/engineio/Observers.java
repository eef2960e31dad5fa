package xyz.anipub.engineio;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import xyz.anipub.engineio.handshake.Refusal;
import xyz.anipub.engineio.packet.EncodedPacket;
import xyz.anipub.engineio.packet.Packet;

/** Who wants to know of an engine's traffic; while there is nobody, a packet is only counted. Thread-safe. */
final class Observers {

    private static final Logger LOG = System.getLogger(Observers.class.getName());

    private final EngineTraffic traffic = new EngineTraffic();
    private final List<EngineObserver> all = new CopyOnWriteArrayList<>();

    void add(EngineObserver observer) {
        all.add(observer);
    }

    void remove(EngineObserver observer) {
        all.remove(observer);
    }

    boolean isEmpty() {
        return all.isEmpty();
    }

    /** What it comes to, whether anybody observes it or not. */
    EngineTraffic traffic() {
        return traffic;
    }

    void refused(Refusal refusal) {
        tell(observer -> observer.onRefused(refusal));
    }

    void opened(Session session) {
        traffic.countOpened(session.transportType());
        tell(observer -> observer.onOpened(session));
    }

    void closed(Session session, CloseReason reason) {
        traffic.countClosed(reason);
        tell(observer -> observer.onClosed(session, reason));
    }

    void received(Session session, Packet packet) {
        traffic.countReceived(packet);
        if (!all.isEmpty()) {
            String type = packet.type().text();
            int bytes = packet.size();
            tell(observer -> observer.onReceived(session, type, bytes));
        }
    }

    void sent(Session session, List<EncodedPacket> batch) {
        traffic.countSent(batch);
        if (!all.isEmpty()) {
            for (EncodedPacket packet : batch) {
                tell(observer -> observer.onSent(session, packet.packet().type().text(), packet.size()));
            }
        }
    }

    private void tell(Consumer<EngineObserver> event) {
        for (EngineObserver observer : all) {
            try {
                event.accept(observer);
            } catch (RuntimeException e) {
                LOG.log(Level.WARNING, "An observer of the engine failed", e);
            }
        }
    }
}
