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

    /** A room cannot be slower. */
    private static final Duration LONGEST = RoomPolicy.MAX_SLOW_MODE;

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
     * @param clientId what the client calls the message: a repetition needs no other turn
     * @param landing after so long a message that was sent to the store is there, or never will be
     * @param stored whether the message of a turn is there
     * @return the turn, to be {@linkplain #giveBack given back} if nothing is stored; empty if it is another attempt's, whose message
     *     has the same client's id: of the two one is stored, and this one gives nothing back
     * @throws TooSoonException if the interval is not over
     */
    public Optional<Turn> take(
            RoomId room,
            UserId member,
            MessageId message,
            Optional<String> clientId,
            Duration landing,
            Predicate<Turn> stored) {
        Instant now = nodes.byStore(clock.instant());
        Duration interval = interval(room, member);
        Turn turn = new Turn(room, member, message, clientId, now);
        Optional<Turn> inTheWay = turns.take(turn, interval);
        if (inTheWay.isEmpty()) {
            return Optional.of(turn);
        }
        Turn last = inTheWay.get();
        boolean isLost = last.at().plus(landing).isBefore(now) && !stored.test(last);
        if (isLost && turns.replace(last, turn)) {
            return Optional.of(turn);
        }
        if (clientId.isPresent() && clientId.equals(last.clientId())) {
            return Optional.empty();
        }
        throw new TooSoonException(wait(now, last, interval));
    }

    /** The other one may have been taken behind this one's time, as their nodes' clocks say it; nobody waits longer for that. */
    private static Duration wait(Instant now, Turn last, Duration interval) {
        Duration left = Duration.between(now, last.at().plus(interval));
        return left.compareTo(interval) > 0 ? interval : left;
    }

    /** Nothing was stored in this turn. */
    public void giveBack(Turn turn) {
        turns.giveBack(turn);
    }

    /** Forgets turns that are in nobody's way. Called by a timer, by one node of all. */
    public void sweep() {
        turns.removeBefore(nodes.byStore(clock.instant()).minus(LONGEST));
    }
}
