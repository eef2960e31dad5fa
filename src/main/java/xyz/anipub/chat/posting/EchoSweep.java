package xyz.anipub.chat.posting;

import jakarta.inject.Inject;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import xyz.anipub.bean.SingletonBean;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.RoomLanes;
import xyz.anipub.chat.UnavailableException;
import xyz.anipub.chat.message.Message;
import xyz.anipub.chat.message.MessageRepository;
import xyz.anipub.chat.message.MessageRules;
import xyz.anipub.chat.posting.EchoRepository.Echo;

/**
 * What every node does once a second: announces messages whose emit did not come, and closes those whose time is over. Asks
 * the store nothing while it is known that no message is open, or before this node has beaten once.
 *
 * <p>{@link #run()} is called by a timer; calls must not overlap.
 */
@SingletonBean
public class EchoSweep {

    private static final System.Logger LOG = System.getLogger(EchoSweep.class.getName());

    /** Messages read with one question. */
    private static final int LIMIT = 500;

    /** Each with what the rooms of those before did not have; more is left to the next run. */
    private static final int MAX_READS = 10;

    private final EchoRepository echoes;
    private final MessageRepository messages;
    private final AwaitedEmits emits;
    private final Announcements announcements;
    private final Unsettled unsettled;
    private final RoomLanes lanes;
    private final MessageRules rules;
    private final Set<RoomId> waiting = ConcurrentHashMap.newKeySet();

    @Inject
    EchoSweep(
            EchoRepository echoes,
            MessageRepository messages,
            AwaitedEmits emits,
            Announcements announcements,
            Unsettled unsettled,
            RoomLanes lanes,
            MessageRules rules) {
        this.echoes = echoes;
        this.messages = messages;
        this.emits = emits;
        this.announcements = announcements;
        this.unsettled = unsettled;
        this.lanes = lanes;
        this.rules = rules;
    }

    /** @throws xyz.anipub.chat.UnavailableException if the store is away; the next run does what was left */
    public void run() {
        if (!emits.knowsTime()) {
            return;
        }
        if (emits.mayBeOpen()) {
            Instant now = emits.now();
            Predicate<RoomId> inDoubt =
                    submitLate(now.plus(rules.echoLifetime()).minus(rules.echoGrace()));
            echoes.closeBefore(now);
            // A write that was not answered may have been done after its message was asked for.
            emits.forgetBefore(now.minus(messages.landing()), inDoubt);
        }
        emits.refresh();
    }

    /**
     * The oldest first; then those of rooms that had none among them, as one busy room must not stop the others.
     *
     * @return the rooms that may have one still
     */
    private Predicate<RoomId> submitLate(Instant until) {
        Set<RoomId> done = new HashSet<>(waiting);
        for (int i = 0; i < MAX_READS && !unsettled.isFull(); i++) {
            List<Echo> late = echoes.unannouncedBefore(until, done, LIMIT);
            late.stream().collect(Collectors.groupingBy(Echo::room)).forEach(this::submit);
            late.forEach(echo -> done.add(echo.room()));
            if (late.size() < LIMIT) {
                return done::contains;
            }
        }
        return any -> true;
    }

    /** One task per room, and none while the one before still waits: a slow store must not fill the lanes with them. */
    private void submit(RoomId room, List<Echo> late) {
        if (waiting.add(room)) {
            follow(room, () -> lanes.submit(room, () -> announce(room, late)));
        }
    }

    private void follow(RoomId room, Supplier<CompletionStage<Void>> submission) {
        try {
            submission.get().whenComplete((done, failure) -> {
                if (failure != null) {
                    leaveToNextRun(room, failure);
                }
            });
        } catch (UnavailableException busy) {
            // Only this room's lane is full.
            leaveToNextRun(room, busy);
        }
    }

    /** It finds the messages again. */
    private void leaveToNextRun(RoomId room, Throwable failure) {
        waiting.remove(room);
        LOG.log(System.Logger.Level.DEBUG, "left to the next run", failure);
    }

    /** One batch; what else the room has to do goes before the next one. */
    private void announce(RoomId room, List<Echo> late) {
        int batch = Math.min(late.size(), rules.maxBatch());
        announceBatch(room, late.subList(0, batch));
        List<Echo> rest = late.subList(batch, late.size());
        if (rest.isEmpty()) {
            waiting.remove(room);
        } else {
            follow(room, () -> lanes.submit(room, () -> announce(room, rest)));
        }
    }

    private void announceBatch(RoomId room, List<Echo> late) {
        List<Message> found = messages.findAll(late.stream().map(Echo::message).toList());
        announcements.announceLate(room, found);
    }
}
