package xyz.anipub.socketio.adapter.log;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import xyz.anipub.socketio.adapter.BroadcastOptions;
import xyz.anipub.socketio.adapter.Receiver;
import xyz.anipub.socketio.adapter.SocketEmitter;

/**
 * One socket as an adapter sees it, connected or away: since when it is in which room, who takes what is sent to it, and what a
 * log has for it. Its adapter guards it; rooms and receiver may be read by any thread.
 *
 * <p>Numbers are those of the {@link PacketLog}: an event is for a room's members who came in before it was logged. Where there
 * is no log, they mean nothing.
 */
public final class Member {

    private final String sid;
    /** Replaced, never changed. */
    private volatile Map<String, Long> since;

    private volatile @Nullable Receiver receiver;
    private @Nullable EntryList own;
    private long trimmed;
    private long lastAddressed;
    private long alone;
    private boolean isForgotten;
    private boolean isBroughtIn;
    private int moves;
    private int entries;
    private int entriesTold;
    private @Nullable Mark joined;

    public Member(String sid, long now) {
        this.sid = sid;
        since = Map.of(sid, now);
    }

    public String sid() {
        return sid;
    }

    /** A snapshot. */
    public Set<String> rooms() {
        return since.keySet();
    }

    public boolean isIn(String room) {
        return since.containsKey(room);
    }

    /** Who takes what is sent to it; null if it is not connected. */
    @Nullable
    public Receiver receiver(SocketEmitter emitter) {
        Receiver known = receiver;
        if (known == null || known.isGone()) {
            known = emitter.receiver(sid);
            receiver = known;
        }
        return known;
    }

    /** It is not connected any more. */
    public void disconnected() {
        receiver = null;
    }

    /** It gets events from now on only, in whatever room it is. */
    public void enter(long now) {
        Map<String, Long> changed = new HashMap<>(since);
        changed.replaceAll((room, before) -> now);
        since = Map.copyOf(changed);
    }

    /** In those it is in already it stays as it is. */
    public void join(Collection<String> rooms, long now) {
        Map<String, Long> changed = new HashMap<>(since);
        rooms.forEach(room -> changed.putIfAbsent(room, now));
        entries += changed.size() - since.size();
        since = Map.copyOf(changed);
        moves++;
    }

    public void leave(Collection<String> rooms) {
        Map<String, Long> changed = new HashMap<>(since);
        changed.keySet().removeAll(rooms);
        since = Map.copyOf(changed);
        moves++;
    }

    /** How often its rooms have changed. */
    public int moves() {
        return moves;
    }

    public void addressed(long number) {
        lastAddressed = number;
    }

    /** The number of an event that nobody else has heard of. */
    public void addressedAlone(long number) {
        alone = number;
    }

    /** Its session was another node's. */
    public void broughtIn() {
        isBroughtIn = true;
    }

    public boolean isBroughtIn() {
        return isBroughtIn;
    }

    /**
     * What it has been sent.
     *
     * @param at what this node had delivered when it was connected last
     * @param now what this node has delivered by now
     * @return empty if that cannot be said
     */
    public Optional<Standing> standing(Optional<Mark> at, Optional<Mark> now) {
        if (entries != entriesTold || joined == null) {
            if (now.isEmpty()) {
                return Optional.empty();
            }
            entriesTold = entries;
            joined = now.get();
        }
        Mark known = joined;
        return at.map(mark -> new Standing(lastAddressed, alone, mark, known));
    }

    /** The number of the last event that was for it. */
    public long lastAddressed() {
        return lastAddressed;
    }

    /** What the log keeps of the events that were for it alone. */
    EntryList own() {
        if (own == null) {
            own = new EntryList();
        }
        return own;
    }

    /** The log does not keep this one of them any more. */
    void trim(PacketLog.Entry entry) {
        own().remove(entry);
        trimmed = entry.number();
    }

    /** The number of the last event for it alone that is not kept any more; 0 if all are. */
    long trimmed() {
        return trimmed;
    }

    /** The number after which it began to get events. */
    public long start() {
        return since.getOrDefault(sid, 0L);
    }

    /** Its session is not to be kept. */
    public void forget() {
        isForgotten = true;
    }

    public boolean isForgotten() {
        return isForgotten;
    }

    /** Whether it is selected now. */
    public boolean isSelected(BroadcastOptions options) {
        return isMeant(options, Long.MAX_VALUE);
    }

    /** Whether the event of that number is for it. */
    public boolean isMeant(BroadcastOptions options, long number) {
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
