package xyz.anipub.chat.room;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.StoreFaults;

/** Deletions over rooms in memory, with the promises of the port. */
public final class InMemoryRoomDeletions implements RoomDeletions {

    private final StoreFaults faults;
    private final InMemoryRoomRepository rooms;
    private final Consumer<RoomId> messages;
    private final Map<RoomId, Instant> begun = new LinkedHashMap<>();

    /** @param messages takes away a room's messages */
    public InMemoryRoomDeletions(StoreFaults faults, InMemoryRoomRepository rooms, Consumer<RoomId> messages) {
        this.faults = faults;
        this.rooms = rooms;
        this.messages = messages;
    }

    @Override
    public synchronized void begin(RoomId room, Instant at) {
        faults.call("begin");
        begun.putIfAbsent(room, at);
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
    public synchronized List<Deletion> begun(int limit) {
        faults.call("begun");
        return begun.entrySet().stream()
                .limit(limit)
                .map(entry -> new Deletion(entry.getKey(), entry.getValue()))
                .toList();
    }

    @Override
    public synchronized void end(RoomId room) {
        faults.call("end");
        begun.remove(room);
    }
}
