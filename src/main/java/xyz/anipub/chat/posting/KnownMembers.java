package xyz.anipub.chat.posting;

import jakarta.inject.Inject;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import xyz.anipub.bean.SingletonBean;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.UserId;
import xyz.anipub.chat.message.MessageAnnouncer;
import xyz.anipub.chat.message.MessageRules;
import xyz.anipub.chat.node.LiveNodes;

/**
 * Who belongs to a room as far as is known without asking the store: who listens to it, and who was found a member when
 * posting last. {@link #isKnown} says who need not wait among strangers; {@link #isProven}, in the lane, who may post
 * (decision record 19).
 *
 * <p>Safe for threads and never waits. The memory is bounded by forgetting all of it.
 */
@SingletonBean
public class KnownMembers {

    private static final int MAX_REMEMBERED = 10_000;

    private final MessageAnnouncer announcer;
    private final LiveNodes nodes;
    private final MessageRules rules;
    private final LongSupplier nanos;
    /** When they were asked for, by {@link #nanos}. */
    private final Map<Belonging, Long> found = new ConcurrentHashMap<>();

    @Inject
    public KnownMembers(MessageAnnouncer announcer, LiveNodes nodes, MessageRules rules) {
        this(announcer, nodes, rules, System::nanoTime);
    }

    KnownMembers(MessageAnnouncer announcer, LiveNodes nodes, MessageRules rules, LongSupplier nanos) {
        this.announcer = announcer;
        this.nodes = nodes;
        this.rules = rules;
        this.nanos = nanos;
    }

    public boolean isKnown(RoomId room, UserId user) {
        return found.containsKey(new Belonging(room, user)) || announcer.isListening(room, user);
    }

    /**
     * Whether a user may post in a room without the store being asked. Asked in the room's lane, in which presence and
     * memory end before a leave through this node is answered; so it counts only while no other node can have ended it.
     */
    boolean isProven(RoomId room, UserId user) {
        return nodes.isAlone() && (announcer.isListening(room, user) || isFresh(new Belonging(room, user)));
    }

    private boolean isFresh(Belonging belonging) {
        Long asked = found.get(belonging);
        return asked != null
                && nanos.getAsLong() - asked < rules.membershipMemory().toNanos();
    }

    /** Now, for {@link #found}. */
    long now() {
        return nanos.getAsLong();
    }

    /**
     * A user was found a member. Called in the room's lane.
     *
     * @param asked what {@link #now} was before the store was asked
     */
    void found(RoomId room, UserId user, long asked) {
        if (found.size() >= MAX_REMEMBERED) {
            found.clear();
        }
        found.put(new Belonging(room, user), asked);
    }

    /** A user was found a member by a question outside of the lane, which a leave may overtake: that proves nothing. */
    public void seen(RoomId room, UserId user) {
        long tooOld = now() - rules.membershipMemory().toNanos();
        if (!found.containsKey(new Belonging(room, user))) {
            found(room, user, tooOld);
        }
    }

    /** A user is no member, or not any more. */
    public void ended(RoomId room, UserId user) {
        found.remove(new Belonging(room, user));
    }

    /** Nobody belongs to a room any more. Called in its lane. */
    public void ended(RoomId room) {
        found.keySet().removeIf(belonging -> belonging.room().equals(room));
    }

    private record Belonging(RoomId room, UserId user) {}
}
