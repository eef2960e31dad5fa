package xyz.anipub.chat.room;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.UserId;
import xyz.anipub.chat.power.RoomPower;
import xyz.anipub.chat.power.RoomPowerRepository;

/** Power in maps, with the promises of the port; policies are those of the rooms. */
public class InMemoryRoomPowers implements RoomPowerRepository {

    private final InMemoryRoomRepository rooms;
    private final Map<RoomId, Set<UserId>> moderators = new ConcurrentHashMap<>();
    private final Map<RoomId, Map<UserId, Instant>> mutes = new ConcurrentHashMap<>();
    private final Map<RoomId, Map<UserId, Instant>> bans = new ConcurrentHashMap<>();

    public InMemoryRoomPowers(InMemoryRoomRepository rooms) {
        this.rooms = rooms;
    }

    public synchronized void moderate(RoomId room, UserId user) {
        moderators.computeIfAbsent(room, any -> new HashSet<>()).add(user);
    }

    public synchronized void mute(RoomId room, UserId user, Instant until) {
        mutes.computeIfAbsent(room, any -> new HashMap<>()).put(user, until);
    }

    public synchronized void unmute(RoomId room, UserId user) {
        mutes.getOrDefault(room, new HashMap<>()).remove(user);
    }

    public synchronized void ban(RoomId room, UserId user, Instant until) {
        bans.computeIfAbsent(room, any -> new HashMap<>()).put(user, until);
    }

    @Override
    public synchronized Optional<RoomPower> find(RoomId room) {
        return rooms.policy(room)
                .map(policy -> new RoomPower(
                        policy,
                        moderators.getOrDefault(room, Set.of()),
                        mutes.getOrDefault(room, Map.of()),
                        bans.getOrDefault(room, Map.of())));
    }
}
