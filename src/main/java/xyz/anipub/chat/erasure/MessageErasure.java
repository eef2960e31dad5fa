package xyz.anipub.chat.erasure;

import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import xyz.anipub.bean.SingletonBean;
import xyz.anipub.chat.MessageId;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.UserId;
import xyz.anipub.chat.change.Tombstones;
import xyz.anipub.chat.change.Withdrawals;
import xyz.anipub.chat.erasure.ErasureRepository.Trace;
import xyz.anipub.chat.message.MessageNotFoundException;
import xyz.anipub.chat.retention.HistoryAnnouncer;

/**
 * Takes people out of messages. The name goes first, of many in one write; tombstones, mentions and reactions follow as changes of the
 * room, one by one, which all who listen are told and all others find by their numbers. So are the newest that only have another name;
 * of older ones listeners hear by the person's profile.
 */
@SingletonBean
class MessageErasure {

    private static final System.Logger LOG = System.getLogger(MessageErasure.class.getName());

    /** So many messages of a room, from the last one on, are told one by one: what a client has in sight, and a node in memory. */
    static final long TOLD = 200;

    /** Nothing older is kept for clients that come back. */
    private static final Duration KEPT = Duration.ofDays(1);

    private final ErasureRepository store;
    private final Tombstones tombstones;
    private final Withdrawals withdrawals;
    private final HistoryAnnouncer history;
    private final ErasureAnnouncer announcer;
    private final Clock clock;

    @Inject
    MessageErasure(
            ErasureRepository store,
            Tombstones tombstones,
            Withdrawals withdrawals,
            HistoryAnnouncer history,
            ErasureAnnouncer announcer,
            Clock clock) {
        this.store = store;
        this.tombstones = tombstones;
        this.withdrawals = withdrawals;
        this.history = history;
        this.announcer = announcer;
        this.clock = clock;
    }

    /**
     * Takes them out of messages of a room. May be repeated.
     *
     * @param last the room's last seq
     */
    void erase(RoomId room, List<Trace> traces, ErasureRun run, long last) {
        List<Trace> named = traces.stream().filter(Trace::named).toList();
        if (!named.isEmpty()) {
            store.rename(named.stream().map(Trace::message).toList());
            forget(named);
            named.stream().map(Trace::sender).distinct().forEach(sender -> announcer.gone(room, sender));
        }
        Set<UserId> silenced = run.silenced();
        for (Trace each : traces) {
            boolean isOwn = run.users().contains(each.sender());
            if (silenced.contains(each.sender()) && !each.deleted()) {
                change(() -> tombstones.leave(room, each.message()));
            } else if (each.mentions()) {
                change(() -> withdrawals.withdraw(room, each.message(), run.users()));
            } else if (isOwn && last - each.seq() < TOLD) {
                change(() -> withdrawals.tellAgain(room, each.message()));
            }
        }
    }

    /** Nor does anybody who comes back read the name. */
    private void forget(Collection<Trace> named) {
        Instant earliest = clock.instant().minus(KEPT);
        Set<MessageId> recent = named.stream()
                .filter(each -> each.at().isAfter(earliest))
                .map(Trace::message)
                .collect(Collectors.toSet());
        if (!recent.isEmpty()) {
            history.gone(recent);
        }
    }

    private static void change(Runnable change) {
        try {
            change.run();
        } catch (MessageNotFoundException gone) {
            LOG.log(System.Logger.Level.DEBUG, "It expired, or its room was deleted, meanwhile", gone);
        }
    }
}
