package xyz.anipub.chat.power;

import java.time.Clock;
import xyz.anipub.chat.room.InMemoryRoomPowers;
import xyz.anipub.chat.room.InMemoryRoomRepository;
import xyz.anipub.chat.room.RoomRepository;

/** Admissions for tests that are about something else. */
public final class Admissions {

    private Admissions() {}

    /** Of rooms that nobody is put out of, and that no owner leaves. */
    public static Admission free(RoomRepository rooms) {
        InMemoryRoomPowers powers = new InMemoryRoomPowers(rooms);
        RoleRepository none = new InMemoryRoles(new InMemoryRoomRepository(new xyz.anipub.chat.StoreFaults()), powers);
        return new Admission(new InMemorySanctions(powers), new Owners(powers, none), Clock.systemUTC());
    }

    /** Of rooms in memory. */
    public static Admission of(InMemoryRoomRepository rooms, InMemoryRoomPowers powers, Clock clock) {
        return new Admission(
                new InMemorySanctions(powers), new Owners(powers, new InMemoryRoles(rooms, powers)), clock);
    }
}
