package xyz.anipub.chat.power;

import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;
import xyz.anipub.bean.SingletonBean;
import xyz.anipub.chat.MessageId;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.UserId;
import xyz.anipub.chat.node.LiveNodes;
import xyz.anipub.chat.power.TurnRepository.Turn;

/**
 * One message for each member and interval in slow rooms, moderators excepted, over all nodes: a turn is taken before a message
 * is stored. A turn whose message is not there, as its node stopped or the store refused it, is in nobody's way.
 */
@SingletonBean
public class SlowMode {

    private final RoomPowers powers;
    private final TurnRepository turns;
    private final LiveNodes nodes;
    private final Clock clock;

    @Inject
    public SlowMode(RoomPowers powers, TurnRepository turns, LiveNodes nodes, Clock clock) {
        this.powers = powers;
        this.turns = turns;
        this.nodes = nodes;
        this.clock = clock;
    }

    /** Whether somebody has to wait between two messages in a room. */
    public boolean slows(RoomId room, UserId member) {
        return !interval(room, member).isZero();
    }

    private Duration interval(RoomId room, UserId member) {
        return powers.of(room)
                .filter(power -> !power.role(member).covers(Role.MODERATOR))
                .map(power -> power.policy().slowMode())
                .orElse(Duration.ZERO);
    }

    /**
     * Takes a turn for a message that is about to be stored. Asks the store once; again if another is in the way.
     *
     * @param clientId what the client calls the message: a repetition takes the same turn
     * @param landing after so long a message that was sent to the store is there, or never will be
     * @param stored whether a message is there
     * @return the turn, to be {@linkplain #giveBack given back} if nothing is stored
     * @throws TooSoonException if the interval is not over
     */
    public Turn take(
            RoomId room,
            UserId member,
            MessageId message,
            Optional<String> clientId,
            Duration landing,
            Predicate<MessageId> stored) {
        Instant now = nodes.byStore(clock.instant());
        Duration interval = interval(room, member);
        Turn turn = new Turn(room, member, message, clientId, now);
        turns.take(turn, interval).ifPresent(last -> {
            boolean isLost = last.at().plus(landing).isBefore(now) && !stored.test(last.message());
            if (!isLost || !turns.replace(last, turn)) {
                throw new TooSoonException(Duration.between(now, last.at().plus(interval)));
            }
        });
        return turn;
    }

    /** Nothing was stored in this turn. */
    public void giveBack(Turn turn) {
        turns.giveBack(turn);
    }
}
