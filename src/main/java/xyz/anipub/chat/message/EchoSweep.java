package xyz.anipub.chat.message;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.UnavailableException;
import xyz.anipub.chat.message.EchoRepository.Echo;
import xyz.anipub.chat.room.RoomLanes;

/**
 * What every node does once a second: announces messages whose emit did not come, and forgets entries that are too old.
 *
 * <p>{@link #run()} is called by a timer; calls must not overlap.
 */
@ApplicationScoped
public class EchoSweep {

    private static final System.Logger LOG = System.getLogger(EchoSweep.class.getName());

    private static final int LIMIT = 500;

    private final EchoRepository echoes;
    private final MessageRepository messages;
    private final MessageAnnouncer announcer;
    private final RoomLanes lanes;
    private final MessageRules rules;
    private final Clock clock;
    private final Set<RoomId> waiting = ConcurrentHashMap.newKeySet();

    @Inject
    EchoSweep(
            EchoRepository echoes,
            MessageRepository messages,
            MessageAnnouncer announcer,
            RoomLanes lanes,
            MessageRules rules,
            Clock clock) {
        this.echoes = echoes;
        this.messages = messages;
        this.announcer = announcer;
        this.lanes = lanes;
        this.rules = rules;
        this.clock = clock;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected EchoSweep() {
        this(null, null, null, null, null, null);
    }

    /** @throws xyz.anipub.chat.UnavailableException if the store is away; the next run does what was left */
    public void run() {
        Instant now = clock.instant();
        echoes.unannouncedBefore(now.minus(rules.echoGrace()), LIMIT).stream()
                .collect(Collectors.groupingBy(Echo::room))
                .forEach(this::submit);
        echoes.deleteAnnouncedBefore(now.minus(rules.echoLifetime()));
    }

    /** One task per room, and none while the one before still waits: a slow store must not fill the lanes with them. */
    private void submit(RoomId room, List<Echo> late) {
        if (!waiting.add(room)) {
            return;
        }
        try {
            lanes.submit(room, () -> late.forEach(this::announce))
                    .whenComplete((done, failure) -> waiting.remove(room));
        } catch (UnavailableException busy) {
            waiting.remove(room);
            // Only this room's lane is full: the next run finds the entries again.
            LOG.log(System.Logger.Level.DEBUG, "left to the next run", busy);
        }
    }

    private void announce(Echo echo) {
        Optional<Message> message = messages.find(echo.message());
        if (message.isPresent()) {
            if (echoes.claimAnnouncement(echo.message())) {
                announcer.announce(message.get().room(), List.of(message.get()));
            }
        } else if (echo.at().isBefore(clock.instant().minus(rules.echoLifetime()))) {
            // Its node stopped before it stored the message: nothing to announce, the entry may go.
            echoes.claimAnnouncement(echo.message());
        }
    }
}
