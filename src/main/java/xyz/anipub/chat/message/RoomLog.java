package xyz.anipub.chat.message;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.UnavailableException;
import xyz.anipub.chat.message.EchoRepository.Echo;
import xyz.anipub.chat.message.MessageRepository.Appended;

/**
 * Appends drafts to a room's log under consecutive numbers (design decision 4).
 *
 * <p>The last number is remembered and only read again when another node was first; the memory is bounded by forgetting
 * all of it. Runs on the room's lane.
 */
@ApplicationScoped
class RoomLog {

    private static final int MAX_REMEMBERED = 10_000;

    /** How often other nodes may be first, one time after the other; each draft that is refused is an attempt, too. */
    private static final int MAX_ATTEMPTS = 100;

    private final MessageRepository messages;
    private final EchoRepository echoes;
    private final RoomActivity activity;
    private final NewestMessages newest;
    private final Clock clock;
    private final ConcurrentHashMap<RoomId, Long> lastSeqs = new ConcurrentHashMap<>();

    @Inject
    RoomLog(
            MessageRepository messages,
            EchoRepository echoes,
            RoomActivity activity,
            NewestMessages newest,
            Clock clock) {
        this.messages = messages;
        this.echoes = echoes;
        this.activity = activity;
        this.newest = newest;
        this.clock = clock;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected RoomLog() {
        this(null, null, null, null, null);
    }

    /**
     * Stores drafts in their order.
     *
     * @param entries to this is added what is stored now, in order: fresh messages, and for a repeated clientId the
     *     message stored before. A draft that is refused has been answered and is not added.
     * @throws xyz.anipub.chat.UnavailableException if the store fails; drafts that were not added may be stored then
     */
    void append(RoomId room, List<Draft> drafts, List<Entry> entries) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        // The echo entry first: a crash between the two writes then leaves an entry without a message, which is
        // harmless, and never a message that nobody announces.
        List<Echo> awaited = drafts.stream()
                .filter(draft -> draft.announcing() == Draft.Announcing.BY_ECHO)
                .map(draft -> new Echo(
                        draft.id(), room, draft.post().command().sender().id(), draft.content(), now))
                .toList();
        if (!awaited.isEmpty()) {
            echoes.add(awaited);
        }
        List<Draft> rest = drafts;
        for (int attempt = 0; !rest.isEmpty(); attempt++) {
            if (attempt == MAX_ATTEMPTS + drafts.size()) {
                throw new UnavailableException("This room is too busy: try again in a moment.");
            }
            rest = appendSome(room, List.copyOf(rest), now, entries);
        }
    }

    /** One write. Adds to the entries what is stored by it and returns what is left. */
    private List<Draft> appendSome(RoomId room, List<Draft> drafts, Instant now, List<Entry> entries) {
        long last = lastSeq(room);
        List<Message> numbered = new ArrayList<>();
        for (Draft draft : drafts) {
            numbered.add(draft.message(last + 1 + numbered.size(), now));
        }
        // Forgotten until the outcome is known: a write that fails may have happened.
        lastSeqs.remove(room);
        Appended appended = messages.append(numbered);
        List<Message> stored = numbered.subList(0, appended.inserted());
        newest.stored(room, stored);
        activity.stored(stored);
        for (int i = 0; i < appended.inserted(); i++) {
            entries.add(new Entry(
                    drafts.get(i).post(), numbered.get(i), drafts.get(i).announcing()));
        }
        int next = appended.inserted();
        if (appended.refusal().isEmpty()) {
            remember(room, last + next);
            return List.of();
        }
        if (appended.refusal().get() == MessageRepository.Refusal.CLIENT_ID_TAKEN) {
            remember(room, last + next);
            repeated(drafts.get(next), entries);
            next++;
        }
        return drafts.subList(next, drafts.size());
    }

    private void repeated(Draft draft, List<Entry> entries) {
        Message stored = messages.findByClientId(
                        draft.post().command().room(),
                        draft.post().command().sender().id(),
                        draft.clientId().orElseThrow())
                .orElseThrow();
        // What it was when it was posted is not known any more of a message that was edited or deleted since.
        boolean rewritten =
                stored.state().editedAt().isPresent() || stored.state().deleted();
        if (rewritten || stored.content().equals(draft.content())) {
            entries.add(new Entry(draft.post(), stored, draft.announcing()));
        } else {
            draft.post().stored().completeExceptionally(new ClientIdReusedException());
        }
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

    /** A stored message, whom to answer, and who announces it. */
    record Entry(PostQueue.Post post, Message message, Draft.Announcing announcing) {}
}
