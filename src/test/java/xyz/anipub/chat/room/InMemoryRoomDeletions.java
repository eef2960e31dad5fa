package xyz.anipub.chat.room;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.StoreFaults;

/** Deletions over rooms in memory, with the promises of the port. */
public final class InMemoryRoomDeletions implements RoomDeletions {

    private final StoreFaults faults;
    private final InMemoryRoomRepository rooms;
    private final Consumer<RoomId> messages;
    private final NavigableMap<String, Deletion> begun = new TreeMap<>();
    private final Set<RoomId> unseen = new HashSet<>();

    /** @param messages takes away a room's messages */
    public InMemoryRoomDeletions(StoreFaults faults, InMemoryRoomRepository rooms, Consumer<RoomId> messages) {
        this.faults = faults;
        this.rooms = rooms;
        this.messages = messages;
    }

    @Override
    public synchronized void begin(RoomId room, Instant at, boolean isPrivate) {
        faults.call("begin");
        if (isPrivate) {
            unseen.add(room);
        }
        begun.putIfAbsent(room.value(), new Deletion(room, at, false));
    }

    @Override
    public synchronized boolean isPrivate(RoomId room) {
        return unseen.contains(room);
    }

    @Override
    public synchronized boolean takeBack(RoomId room) {
        faults.call("takeBack");
        Deletion present = begun.get(room.value());
        return present != null && !present.emptied() && begun.remove(room.value(), present);
    }

    @Override
    public void removeRoom(RoomId room) {
        faults.call("removeRoom");
        rooms.remove(room);
        faults.call("removeRoom done");
    }

    @Override
    public void removeMemberships(RoomId room) {
        faults.call("removeMemberships");
        rooms.removeMembers(room);
    }

    @Override
    public boolean removeMessages(RoomId room) {
        faults.call("removeMessages");
        messages.accept(room);
        return true;
    }

    @Override
    public synchronized void emptied(RoomId room, Instant again) {
        faults.call("emptied");
        begun.computeIfPresent(room.value(), (id, before) -> new Deletion(room, again, true));
    }

    @Override
    public synchronized List<Deletion> begun(Optional<RoomId> after, int limit) {
        faults.call("begun");
        return begun.tailMap(after.map(RoomId::value).orElse(""), false).values().stream()
                .limit(limit)
                .toList();
    }

    @Override
    public synchronized void end(RoomId room) {
        faults.call("end");
        begun.remove(room.value());
    }
}
