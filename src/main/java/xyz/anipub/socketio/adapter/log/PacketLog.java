package xyz.anipub.socketio.adapter.log;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import xyz.anipub.socketio.adapter.BroadcastOptions;
import xyz.anipub.socketio.adapter.Delivery;

/**
 * The events of one namespace, numbered from 1, as far back as its bounds allow. Not thread-safe: its adapter guards it.
 *
 * <p><b>What goes first.</b> What is sent to one socket alone, answers mostly, can be caused by its client at will. So of
 * that each socket has a share, and all together have half of the log; broadcasts have the rest, and more as long as it is
 * free. Within that the oldest goes. A socket whose own event is gone does not come back with a hole: its
 * {@link Member} knows.
 *
 * <p>An offset is the log's own sign, four characters, and the number: one of an earlier life of the server is told from
 * one of this. Where nodes share a log, the current one says where in that it is, too: {@link Offset}.
 */
public final class PacketLog {

    private static final int SIGN_BYTES = 3;
    private static final int SIGN_LENGTH = 4;
    private static final int RADIX = 36;
    /** What part of the log may be one socket's own. */
    private static final int SHARES = 50;

    private final String sign;
    private final RecoveryConfig config;
    private final EntryList broadcasts = new EntryList();
    private final EntryList owned = new EntryList();
    private long last;
    private long trimmed;
    private @Nullable Position position;

    /**
     * @param nanos when it came, by the adapter's clock
     * @param size that of the delivery
     * @param owner whose it is, if it is for one alone
     */
    public record Entry(
            long number,
            long nanos,
            BroadcastOptions options,
            Delivery delivery,
            long size,
            @Nullable Member owner) {}

    public PacketLog(RecoveryConfig config, SecureRandom random) {
        this.config = config;
        byte[] name = new byte[SIGN_BYTES];
        random.nextBytes(name);
        this.sign = Base64.getUrlEncoder().encodeToString(name);
    }

    /** The number of the last event; 0 if there was none. */
    public long last() {
        return last;
    }

    /** The number of the last event for that one that is not kept any more, or of a broadcast; 0 if all are. */
    public long trimmed(Member member) {
        return Math.max(trimmed, member.trimmed());
    }

    public boolean isEmpty() {
        return broadcasts.isEmpty() && owned.isEmpty();
    }

    /** From now on offsets say where in the shared log they are. */
    public void share(Position shared) {
        position = shared;
    }

    /** Of all that there is. */
    public String offset() {
        return offset(last) + (position == null ? "" : position.suffix());
    }

    /** As it is now, for events that get no number. */
    public List<Delivery> withOffset(List<Delivery> deliveries) {
        String offset = offset();
        return deliveries.stream().map(each -> each.withOffset(offset)).toList();
    }

    public String offset(long number) {
        return sign + Long.toString(number, RADIX);
    }

    /** Numbers the next event, which has to be appended, and returns its offset. */
    public String next() {
        last++;
        return offset();
    }

    /** @param owner the only one it is for; null for a broadcast */
    public void append(Delivery delivery, BroadcastOptions options, @Nullable Member owner, long now) {
        Delivery kept = delivery.kept();
        Entry entry = new Entry(last, now, options, kept, kept.size(), owner);
        if (owner == null) {
            broadcasts.add(entry);
        } else {
            owned.add(entry);
            owner.own().add(entry);
            trimToShares(owner.own());
        }
        while (broadcasts.size() + owned.size() > config.maxPackets()
                || broadcasts.bytes() + owned.bytes() > config.maxBytes()) {
            remove(oldest());
        }
        trim(now);
    }

    /** Removes what is too old. */
    public void trim(long now) {
        long oldest = now - config.maxAge().toNanos();
        while (!isEmpty() && oldest().nanos() - oldest < 0) {
            remove(oldest());
        }
    }

    /** How long until there is something to trim; zero if there is nothing. */
    public Duration untilTrim(long now) {
        return isEmpty()
                ? Duration.ZERO
                : Duration.ofNanos(
                        Math.max(0, oldest().nanos() + config.maxAge().toNanos() - now));
    }

    /** All kept events, in no order. */
    public List<Entry> entries() {
        return Stream.concat(broadcasts.after(0).stream(), owned.after(0).stream())
                .toList();
    }

    /** Forgets an event without a trace: who would have got it again goes on without. Nothing happens if it is gone. */
    public void forget(Entry entry) {
        Member owner = entry.owner();
        (owner == null ? broadcasts : owned).remove(entry);
        if (owner != null) {
            owner.own().remove(entry);
        }
    }

    /** The kept events after that number that are meant for that one, in order. */
    public List<Entry> after(long number, Member member) {
        return Stream.concat(broadcasts.after(number).stream(), member.own().after(number).stream())
                .filter(each -> member.isMeant(each.options(), each.number()))
                .sorted(Comparator.comparingLong(Entry::number))
                .toList();
    }

    /**
     * The number of an offset; 0 if it is another log's, because then the client has got nothing from this one.
     *
     * @return empty if it cannot be an offset
     */
    public OptionalLong number(String offset) {
        String local = Offset.parse(offset).map(Offset::local).orElse(offset);
        OptionalLong number = numberOf(local);
        boolean isOurs = local.startsWith(sign);
        if (number.isEmpty() || isOurs && number.getAsLong() > last) {
            return OptionalLong.empty();
        }
        return isOurs ? number : OptionalLong.of(0);
    }

    /** Whether it is one of this log, as far as its form tells. */
    public boolean isOwn(String offset) {
        return offset.startsWith(sign);
    }

    /** The number in what a node among others gives for itself, whichever log's; empty if it is none. */
    static OptionalLong numberOf(String local) {
        try {
            long number = local.length() > SIGN_LENGTH ? Long.parseLong(local.substring(SIGN_LENGTH), RADIX) : -1;
            return number < 0 ? OptionalLong.empty() : OptionalLong.of(number);
        } catch (NumberFormatException e) {
            return OptionalLong.empty();
        }
    }

    /** However small a share, the newest may be in it; but not more than half of the log. */
    private void trimToShares(EntryList own) {
        while (own.size() > 1
                && (own.size() > config.maxPackets() / SHARES || own.bytes() > config.maxBytes() / SHARES)) {
            remove(own.oldest());
        }
        while (owned.size() > Math.max(1, config.maxPackets() / 2) || owned.bytes() > config.maxBytes() / 2) {
            remove(owned.oldest());
        }
    }

    private Entry oldest() {
        if (broadcasts.isEmpty() || owned.isEmpty()) {
            return (broadcasts.isEmpty() ? owned : broadcasts).oldest();
        }
        Entry broadcast = broadcasts.oldest();
        Entry own = owned.oldest();
        return broadcast.number() < own.number() ? broadcast : own;
    }

    private void remove(Entry entry) {
        Member owner = entry.owner();
        if (owner == null) {
            broadcasts.remove(entry);
            trimmed = entry.number();
        } else {
            owned.remove(entry);
            owner.trim(entry);
        }
    }
}
