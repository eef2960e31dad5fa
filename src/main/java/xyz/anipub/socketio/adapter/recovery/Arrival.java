package xyz.anipub.socketio.adapter.recovery;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import xyz.anipub.socketio.adapter.BroadcastOptions;
import xyz.anipub.socketio.adapter.Delivery;
import xyz.anipub.socketio.adapter.RecoveryOutcome;
import xyz.anipub.socketio.adapter.ReplayBound;
import xyz.anipub.socketio.adapter.SocketEmitter;
import xyz.anipub.socketio.adapter.log.EntryId;
import xyz.anipub.socketio.adapter.log.Mark;
import xyz.anipub.socketio.adapter.log.Member;
import xyz.anipub.socketio.adapter.log.PacketLog;
import xyz.anipub.socketio.packet.Packet;

/**
 * A session on its way from another node to this one (see {@link RecoveringAdapter#expect}): what this node delivers from now on is
 * kept for it as for one that was here; what others and this node delivered before has to be read from the shared log.
 *
 * <p>For one thread, until it is {@linkplain RecoveringAdapter#arrive complete}.
 */
public final class Arrival {

    /** No offset of any node. */
    private static final String ON_THE_WAY = "_";

    /** By how much what is in the log may be longer than what is sent: Base64, and who it is for. */
    private static final int MORE_RAW = 2;

    private final String pid;
    private final Mark from;
    private final Mark joined;
    private final Mark here;
    private final Member member;
    private final long number;
    private final String last;
    private final ReplayBound bound;
    private final List<Missed> missed = new ArrayList<>();
    /** The numbers of this node's own among them. */
    private final Set<Long> own = new HashSet<>();
    /** Empty until it is complete. */
    private volatile Optional<List<PacketLog.Entry>> entries = Optional.empty();

    private long bytes;
    private long rawBytes;
    private RecoveryOutcome outcome = RecoveryOutcome.RECOVERED;

    private record Missed(EntryId id, Packet.Event event, BroadcastOptions options) {}

    /**
     * @param from what it has got
     * @param joined what it had got when it came into its last room
     * @param here what this node has delivered
     * @param number under which what it has missed stands in this node's log
     * @param last the offset of this node for who has got that
     */
    Arrival(String pid, Mark from, Mark joined, Mark here, Member member, long number, String last, ReplayBound bound) {
        this.pid = pid;
        this.from = from;
        this.joined = joined;
        this.here = here;
        this.member = member;
        this.number = number;
        this.last = last;
        this.bound = bound;
    }

    /** What the client has got. */
    public Mark from() {
        return from;
    }

    /** What this node had delivered when the session was expected: what it covers has to be {@linkplain #add added}. */
    public Mark here() {
        return here;
    }

    String pid() {
        return pid;
    }

    Member member() {
        return member;
    }

    /** Why it cannot come; {@link RecoveryOutcome#RECOVERED} as long as nothing is known against it. */
    public RecoveryOutcome outcome() {
        return outcome;
    }

    /**
     * Takes an entry of the shared log; in order, none left out. What is not for the session, or it has got, is passed over.
     *
     * @param raw its length there, about that of what is sent
     */
    public void add(
            EntryId id,
            Optional<String> sender,
            OptionalLong count,
            Packet.Event event,
            BroadcastOptions options,
            long raw) {
        if (options.flags().isVolatile()
                || from.covers(id, sender, count)
                || !isForThisNodesPast(id, sender, count)
                || !member.isSelected(options)) {
            return;
        }
        if (isOwn(sender) && !own.add(count.orElseThrow())) {
            // Added twice, as Redis went away.
            return;
        }
        if (joined.covers(id, sender, count)) {
            // It may be older than the client's coming into that room.
            outcome = RecoveryOutcome.TRIMMED;
        }
        missed.add(new Missed(id, event, options));
        rawBytes += raw;
        if (missed.size() > bound.packets() || rawBytes > MORE_RAW * bound.bytes()) {
            outcome = RecoveryOutcome.TOO_MUCH;
        }
    }

    private boolean isOwn(Optional<String> sender) {
        return sender.filter(here.uid()::equals).isPresent();
    }

    /** Of its own entries a node knows by their numbers which it had delivered. */
    private boolean isForThisNodesPast(EntryId id, Optional<String> sender, OptionalLong count) {
        return isOwn(sender) ? count.isPresent() && count.getAsLong() <= here.count() : id.compareTo(here.read()) <= 0;
    }

    /**
     * All has been added: encodes it. The last one carries this node's offset; who gets those before and not that has to come in anew.
     */
    void complete(SocketEmitter emitter, long nanos) {
        List<PacketLog.Entry> made = new ArrayList<>(missed.size());
        for (int i = 0; i < missed.size() && outcome == RecoveryOutcome.RECOVERED; i++) {
            Missed each = missed.get(i);
            String text = i == missed.size() - 1 ? last : ON_THE_WAY;
            Delivery kept = emitter.prepare(each.event(), each.options().flags())
                    .withOffset(text)
                    .kept();
            made.add(new PacketLog.Entry(number, nanos, each.options(), kept, kept.size(), null));
            bytes += kept.size();
            if (bytes > bound.bytes()) {
                outcome = RecoveryOutcome.TOO_MUCH;
            }
        }
        missed.clear();
        entries = Optional.of(List.copyOf(made));
    }

    boolean isComplete() {
        return entries.isPresent();
    }

    /** What it has missed, ready to be sent. */
    List<PacketLog.Entry> entries() {
        return entries.orElse(List.of());
    }
}
