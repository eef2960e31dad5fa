package xyz.anipub.chat.power;

import java.util.Optional;
import xyz.anipub.chat.RoomId;

/** Where it is kept who has which power. Waits for the store and fails as {@link xyz.anipub.chat.member.MembershipRepository} does. */
public interface RoomPowerRepository {

    /** As of now; empty if there is no such room. */
    Optional<RoomPower> find(RoomId room);
}
