package xyz.anipub.socketio.admin;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import xyz.anipub.engineio.CloseReason;
import xyz.anipub.engineio.EngineObserver;
import xyz.anipub.engineio.Session;

/**
 * Counts what an engine carries, by seconds: the {@code aggregatedEvents} of protocol section 7.2. Only messages count as
 * packets, not heartbeats.
 *
 * <p>Thread-safe, without a lock of its own. It holds a dozen counters for each second since the last {@link #take}.
 */
final class Traffic implements EngineObserver {

    private final Map<Counter, Long> counts = new ConcurrentHashMap<>();
    private final Clock clock;

    /** @param subType empty if there is none */
    private record Counter(long second, String type, String subType) {}

    Traffic(Clock clock) {
        this.clock = clock;
    }

    @Override
    public void onOpened(Session session) {
        count("rawConnection", "", 1);
    }

    @Override
    public void onClosed(Session session, CloseReason reason) {
        count("rawDisconnection", reason.text(), 1);
    }

    @Override
    public void onReceived(Session session, String type, int bytes) {
        if (type.equals("message")) {
            count("packetsIn", "", 1);
            count("bytesIn", "", bytes);
        }
    }

    @Override
    public void onSent(Session session, String type, int bytes) {
        if (type.equals("message")) {
            count("packetsOut", "", 1);
            count("bytesOut", "", bytes);
        }
    }

    /** What was counted since the last call. */
    List<Map<String, Object>> take() {
        List<Map<String, Object>> taken = new ArrayList<>();
        for (Counter counter : counts.keySet()) {
            Long count = counts.remove(counter);
            if (count != null) {
                taken.add(event(counter, count));
            }
        }
        return taken;
    }

    private static Map<String, Object> event(Counter counter, long count) {
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("timestamp", counter.second);
        event.put("type", counter.type);
        if (!counter.subType.isEmpty()) {
            event.put("subType", counter.subType);
        }
        event.put("count", count);
        return event;
    }

    private void count(String type, String subType, long amount) {
        long second = clock.instant().truncatedTo(ChronoUnit.SECONDS).toEpochMilli();
        counts.merge(new Counter(second, type, subType), amount, Long::sum);
    }
}
