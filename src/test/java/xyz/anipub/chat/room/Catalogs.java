package xyz.anipub.chat.room;

import java.time.Clock;
import xyz.anipub.chat.RoomLanes;
import xyz.anipub.chat.UserPace;
import xyz.anipub.chat.node.Endings;
import xyz.anipub.chat.power.Power;
import xyz.anipub.chat.power.Powers;
import xyz.anipub.chat.power.RoomPowers;

/** Puts a {@link RoomCatalog} together. */
final class Catalogs {

    private Catalogs() {}

    /** Of a node that tells nobody of memberships. */
    static RoomCatalog of(
            InMemoryRoomRepository rooms,
            RoomListener listener,
            RoomEnding ending,
            Endings endings,
            UserPace pace,
            Clock clock) {
        RoomPowers powers = Powers.kept(new InMemoryRoomPowers(rooms));
        return new RoomCatalog(
                rooms,
                listener,
                (room, user) -> {},
                ending,
                RoomRules.standard(),
                pace,
                new Power(powers, rooms, clock),
                new PowerChanges(powers, new RoomLanes(Runnable::run, 10), endings),
                clock);
    }
}
