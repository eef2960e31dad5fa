package xyz.anipub.chat.power;

import java.time.Clock;
import java.util.Map;
import xyz.anipub.chat.StoreFaults;
import xyz.anipub.chat.member.MembershipRepository;
import xyz.anipub.chat.room.InMemoryRoomRepository;
import xyz.anipub.chat.room.Room;
import xyz.anipub.chat.room.RoomRepository;

/** Puts a {@link Power} together for tests in which nobody is a moderator, muted or banned. */
public final class Powers {

    private Powers() {}

    public static Power of(RoomRepository rooms, MembershipRepository memberships) {
        return new Power(kept(stored(rooms)), memberships, Clock.systemUTC());
    }

    /** Of people who are all there. */
    public static RoomPowers kept(RoomPowerRepository store) {
        return new RoomPowers(store, people -> Map.of());
    }

    /** As the rooms say. */
    public static RoomPowerRepository stored(RoomRepository rooms) {
        return room -> (rooms instanceof InMemoryRoomRepository kept
                        ? kept.policy(room)
                        : rooms.find(room).map(Room::policy))
                .map(RoomPower::of);
    }

    /** That is asked nothing about memberships. */
    public static Power of(RoomRepository rooms) {
        return of(rooms, new InMemoryRoomRepository(new StoreFaults()));
    }
}
