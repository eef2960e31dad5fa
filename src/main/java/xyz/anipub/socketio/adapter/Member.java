package xyz.anipub.socketio.adapter;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * One socket as the log sees it, connected or away: since when it is in which room, and what was last meant for it.
 * Not thread-safe: its adapter guards it.
 *
 * <p>Numbers are those of the {@link PacketLog}: an event is for a room's members who came in before it was logged.
 */
final class Member {

    private final String sid;
    private final Map<String, Long> since = new HashMap<>(4);
    private final Shelf own = new Shelf();
    private long trimmed;
    private long lastAddressed;
    private boolean isForgotten;
    private int moves;

    Member(String sid, long now) {
        this.sid = sid;
        since.put(sid, now);
    }

    String sid() {
        return sid;
    }

    Set<String> rooms() {
        return Set.copyOf(since.keySet());
    }

    /** It gets events from now on only, in whatever room it is. */
    void enter(long now) {
        since.replaceAll((room, before) -> now);
    }

    void join(Set<String> rooms, long now) {
        rooms.forEach(room -> since.putIfAbsent(room, now));
        moves++;
    }

    void leave(Set<String> rooms) {
        since.keySet().removeAll(rooms);
        moves++;
    }

    /** How often its rooms have changed. */
    int moves() {
        return moves;
    }

    void addressed(long number) {
        lastAddressed = number;
    }

    /** The number of the last event that was for it. */
    long lastAddressed() {
        return lastAddressed;
    }

    /** What the log keeps of the events that were for it alone. */
    Shelf own() {
        return own;
    }

    /** The log does not keep this one of them any more. */
    void trim(PacketLog.Entry entry) {
        own.remove(entry);
        trimmed = entry.number();
    }

    /** The number of the last event for it alone that is not kept any more; 0 if all are. */
    long trimmed() {
        return trimmed;
    }

    /** The number after which it began to get events. */
    long start() {
        return since.getOrDefault(sid, 0L);
    }

    /** Its session is not to be kept. */
    void forget() {
        isForgotten = true;
    }

    boolean isForgotten() {
        return isForgotten;
    }

    /** Whether it is selected now. */
    boolean isSelected(BroadcastOptions options) {
        return isMeant(options, Long.MAX_VALUE);
    }

    /** Whether the event of that number is for it. */
    boolean isMeant(BroadcastOptions options, long number) {
        boolean inside = options.rooms().isEmpty()
                ? start() < number
                : options.rooms().stream().anyMatch(room -> isIn(room, number));
        return inside && options.except().stream().noneMatch(room -> isIn(room, number));
    }

    private boolean isIn(String room, long number) {
        Long joined = since.get(room);
        return joined != null && joined < number;
    }
}
