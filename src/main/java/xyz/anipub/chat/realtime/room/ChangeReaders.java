package xyz.anipub.chat.realtime.room;

import jakarta.inject.Inject;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import xyz.anipub.bean.SingletonBean;
import xyz.anipub.chat.UnavailableException;
import xyz.anipub.chat.UserId;
import xyz.anipub.chat.member.MembershipRepository;
import xyz.anipub.chat.message.Message;
import xyz.anipub.chat.power.RoomPolicy;
import xyz.anipub.chat.power.RoomPower;
import xyz.anipub.chat.power.RoomPowers;
import xyz.anipub.chat.presence.ActiveRooms;
import xyz.anipub.chat.presence.Presence;
import xyz.anipub.chat.realtime.socket.ChatSocket;
import xyz.anipub.chat.realtime.wire.EventNames;
import xyz.anipub.chat.realtime.wire.Payloads;
import xyz.anipub.socketio.BroadcastOperator;

/**
 * Tells those who listen in a room that a message has changed, but for those whose history begins behind it. Asks the store once where
 * members may begin to read at different messages, else nothing.
 */
@SingletonBean
public class ChangeReaders {

    private final RoomPowers powers;
    private final MembershipRepository memberships;
    private final ActiveRooms activeRooms;

    @Inject
    public ChangeReaders(RoomPowers powers, MembershipRepository memberships, ActiveRooms activeRooms) {
        this.powers = powers;
        this.memberships = memberships;
        this.activeRooms = activeRooms;
    }

    /** @param listeners those who listen in the message's room */
    void tell(BroadcastOperator listeners, Message message) {
        long first = Long.MAX_VALUE;
        Set<UserId> others;
        try {
            Optional<RoomPolicy> policy = powers.of(message.room()).map(RoomPower::policy);
            first = policy.map(RoomPolicy::firstForAll).orElse(first);
            others = policy.filter(known -> mayAllRead(known, message)).isPresent() ? Set.of() : strangers(message);
        } catch (UnavailableException away) {
            // Whoever may read it reads it with the room's next changes.
            others = present(message);
        }
        listeners
                .except(others.stream().map(ChatSocket::listOf).toArray(String[]::new))
                .emit(EventNames.MESSAGE_CHANGED, Payloads.changedMessage(message.quotingFrom(first)));
    }

    private Set<UserId> strangers(Message message) {
        Set<UserId> present = present(message);
        present.removeAll(memberships.readersAmong(message.room(), present, message.seq()));
        return present;
    }

    private Set<UserId> present(Message message) {
        return activeRooms.in(message.room(), Integer.MAX_VALUE).stream()
                .map(Presence::userId)
                .collect(Collectors.toCollection(HashSet::new));
    }

    /** Members of a private room may have come when its rule for new ones was another. */
    private static boolean mayAllRead(RoomPolicy policy, Message message) {
        return policy.isDirect() || !policy.isPrivate() && message.seq() >= policy.publicFrom();
    }
}
