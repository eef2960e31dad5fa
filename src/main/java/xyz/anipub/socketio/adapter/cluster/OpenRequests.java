package xyz.anipub.socketio.adapter.cluster;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import xyz.anipub.socketio.adapter.cluster.carrier.ClusterMessage;

/**
 * The questions of one namespace that other nodes have not answered yet, by their ids. Answers to others are passed over: they
 * are late, or for somebody else. Thread-safe, without a lock.
 */
final class OpenRequests {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int ID_BYTES = 8;

    private final Map<String, OpenRequest> open = new ConcurrentHashMap<>();
    private final AtomicInteger count = new AtomicInteger();
    private final int max;

    OpenRequests(int max) {
        this.max = max;
    }

    /** For a new question. */
    static String newId() {
        byte[] random = new byte[ID_BYTES];
        RANDOM.nextBytes(random);
        return HexFormat.of().formatHex(random);
    }

    /** From now on it hears its answers, until {@link #remove}; false if too many are open. */
    boolean add(String id, OpenRequest request) {
        if (count.incrementAndGet() > max) {
            count.decrementAndGet();
            return false;
        }
        open.put(id, request);
        return true;
    }

    /** May be repeated. */
    void remove(String id) {
        if (open.remove(id) != null) {
            count.decrementAndGet();
        }
    }

    int size() {
        return count.get();
    }

    void answered(Optional<String> from, ClusterMessage.Answer answer) {
        OpenRequest request = open.get(answer.requestId());
        if (request != null) {
            request.answered(from, answer);
        }
    }

    void close() {
        open.values().forEach(OpenRequest::close);
    }
}
