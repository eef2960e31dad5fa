package xyz.anipub.chat.posting;

import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import xyz.anipub.bean.SingletonBean;
import xyz.anipub.chat.MessageId;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.StoreAwayException;
import xyz.anipub.chat.history.NewestMessages;
import xyz.anipub.chat.message.Message;
import xyz.anipub.chat.message.MessageRepository;
import xyz.anipub.chat.message.MessageRepository.Appended;
import xyz.anipub.chat.message.Posted;
import xyz.anipub.chat.node.LiveNodes;
import xyz.anipub.chat.power.TurnRepository.Turn;
import xyz.anipub.chat.roomlist.RoomActivity;

/**
 * Appends drafts to a room's log and numbers them: 1, 2, 3 and so on, without holes. A unique index over room and number
 * decides between nodes.
 *
 * <p>The last number is remembered and only read again when another node was first; the memory is bounded by forgetting
 * all of it. Runs on the room's lane.
 */
@SingletonBean
class RoomLog {

    private static final int MAX_REMEMBERED = 10_000;

    private final MessageRepository messages;
    private final AwaitedEmits emits;
    private final RoomActivity activity;
    private final NewestMessages newest;
    private final LostRights rights;
    private final LiveNodes nodes;
    private final Backoff backoff;
    private final Clock clock;
    private final ConcurrentHashMap<RoomId, Long> lastSeqs = new ConcurrentHashMap<>();

    @Inject
    RoomLog(
            MessageRepository messages,
            AwaitedEmits emits,
            RoomActivity activity,
            NewestMessages newest,
            LostRights rights,
            LiveNodes nodes,
            Backoff backoff,
            Clock clock) {
        this.messages = messages;
        this.emits = emits;
        this.activity = activity;
        this.newest = newest;
        this.rights = rights;
        this.nodes = nodes;
        this.backoff = backoff;
        this.clock = clock;
    }

    /** A fresh id, unique across nodes. */
    MessageId nextId() {
        return messages.nextId();
    }

    /** Whether its sender has stored it before. */
    boolean isRepeated(Draft draft) {
        return before(draft).isPresent();
    }

    /** Whether the message of a turn is there, or another attempt of it. */
    boolean isStored(Turn turn) {
        return messages.findPosted(turn.message()).isPresent()
                || turn.clientId()
                        .flatMap(clientId -> messages.findByClientId(turn.room(), turn.user(), clientId))
                        .isPresent();
    }

    /** See {@link MessageRepository#landing}. */
    Duration landing() {
        return messages.landing();
    }

    /**
     * Stores drafts in their order.
     *
     * @param written to this is added what becomes of them, also if this call then fails. A draft that is refused has
     *     been answered and is not added; nor is one that has not been tried
     * @throws xyz.anipub.chat.UnavailableException if the store fails
     */
    void append(RoomId room, List<Draft> drafts, Written written) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        // Before they are written, as a write that is not answered may have happened.
        drafts.stream().filter(Draft::awaitsEcho).forEach(draft -> emits.add(room, draft, now));
        List<Draft> rest = drafts;
        int lost = 0;
        while (!rest.isEmpty()) {
            Appended appended = appendSome(room, rest, now, written);
            rest = rest.subList(appended.inserted(), rest.size());
            if (appended.refused()) {
                if (isRepeated(rest.get(0), written)) {
                    rest = rest.subList(1, rest.size());
                } else {
                    lastSeqs.remove(room);
                    backoff.afterAttempt(lost++);
                }
            }
        }
    }

    /** One write. */
    private Appended appendSome(RoomId room, List<Draft> drafts, Instant now, Written written) {
        long last = lastSeq(room);
        List<Posted> numbered = new ArrayList<>();
        for (Draft draft : drafts) {
            numbered.add(draft.posted(last + 1 + numbered.size(), now, nodes.me(), emits.openUntil(now)));
        }
        // Forgotten until the outcome is known: a write that fails may have happened.
        lastSeqs.remove(room);
        Appended appended = insert(numbered, drafts, written);
        List<Message> stored = numbered.subList(0, appended.inserted()).stream()
                .map(Posted::message)
                .toList();
        newest.stored(room, stored);
        activity.stored(stored);
        for (int i = 0; i < stored.size(); i++) {
            written.entries().add(drafts.get(i).entry(stored.get(i)));
        }
        remember(room, last + appended.inserted());
        return appended;
    }

    private Appended insert(List<Posted> numbered, List<Draft> drafts, Written written) {
        try {
            return messages.insert(numbered);
        } catch (StoreAwayException unsent) {
            throw unsent;
        } catch (RuntimeException | Error unknown) {
            written.unknown().addAll(drafts);
            throw unknown;
        }
    }

    /** Whether it was refused because its sender used the clientId before; if so it is answered, or an entry. */
    private boolean isRepeated(Draft draft, Written written) {
        Optional<Posted> before = before(draft);
        before.ifPresent(posted -> {
            Message stored = posted.message();
            // What it was when it was posted is not known any more of a message that was edited or deleted since.
            if (stored.state().isRewritten() || stored.content().equals(draft.content())) {
                written.entries().add(draft.repeated(stored));
                rights.found(posted);
            } else {
                draft.post().stored().completeExceptionally(new ClientIdReusedException());
            }
        });
        return before.isPresent();
    }

    private Optional<Posted> before(Draft draft) {
        PostMessage command = draft.post().command();
        return draft.clientId()
                .flatMap(clientId ->
                        messages.findByClientId(command.room(), command.sender().id(), clientId));
    }

    private long lastSeq(RoomId room) {
        Long remembered = lastSeqs.get(room);
        return remembered == null ? messages.lastSeq(room) : remembered;
    }

    private void remember(RoomId room, long seq) {
        if (lastSeqs.size() >= MAX_REMEMBERED) {
            lastSeqs.clear();
        }
        lastSeqs.put(room, seq);
    }

    /** A stored message, whom to answer, and whether it was stored just now with the right to announce it at once. */
    record Entry(PostQueue.Post post, Message message, boolean ours) {}

    /**
     * What became of drafts.
     *
     * @param entries what is stored, in order: fresh messages, and for a repeated clientId the message stored before
     * @param unknown what was sent to the store, which did not answer
     */
    record Written(List<Entry> entries, List<Draft> unknown) {

        Written() {
            this(new ArrayList<>(), new ArrayList<>());
        }
    }
}
