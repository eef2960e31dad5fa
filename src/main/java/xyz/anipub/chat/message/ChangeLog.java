package xyz.anipub.chat.message;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import xyz.anipub.chat.MessageId;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.UnavailableException;

/**
 * Changes messages under consecutive numbers of their room (decision record 11).
 *
 * <p>The last number is remembered and only read again when another node was first; the memory is bounded by forgetting
 * all of it. Runs on the room's lane.
 */
@ApplicationScoped
class ChangeLog {

    private static final int MAX_REMEMBERED = 10_000;

    /** How often other nodes may be first, one time after the other. */
    private static final int MAX_ATTEMPTS = 100;

    private final MessageRepository messages;
    private final MessageChangeRepository changes;
    private final ConcurrentHashMap<RoomId, Long> lastChanges = new ConcurrentHashMap<>();

    @Inject
    ChangeLog(MessageRepository messages, MessageChangeRepository changes) {
        this.messages = messages;
        this.changes = changes;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected ChangeLog() {
        this(null, null);
    }

    /**
     * Changes one message.
     *
     * @param change what to make of the message as it is; what it throws ends the attempt. Called again if another node
     *     changed something meanwhile
     * @throws MessageNotFoundException if the room has no such message
     * @throws UnavailableException if the store fails; the change may be stored then
     */
    Changed change(RoomId room, MessageId id, Function<Message, Revision> change) {
        List<Message> toTell = new ArrayList<>();
        for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
            // Before the message: nothing changes it after that without taking the number that follows.
            long last = lastChange(room, toTell);
            Message message = messages.find(id)
                    .filter(found -> found.room().equals(room))
                    .orElseThrow(MessageNotFoundException::new);
            Revision before = Revision.of(message);
            Revision after = change.apply(message);
            if (after.equals(before)) {
                return new Changed(message, toTell);
            }
            Revision numbered = after.numbered(last + 1);
            // Forgotten until the outcome is known: a write that fails may have happened.
            lastChanges.remove(room);
            if (changes.begin(numbered)) {
                changes.finish(numbered);
                remember(room, last + 1);
                Message changed = message.revised(numbered);
                toTell.add(changed);
                return new Changed(changed, toTell);
            }
        }
        throw new UnavailableException("This room is too busy: try again in a moment.");
    }

    /** Where it is not remembered, a change that another node has begun is finished first, and told here as well. */
    private long lastChange(RoomId room, List<Message> toTell) {
        Long remembered = lastChanges.get(room);
        if (remembered != null) {
            return remembered;
        }
        Optional<Revision> begun = changes.begun(room);
        if (begun.isPresent() && changes.finish(begun.get())) {
            messages.find(begun.get().message()).ifPresent(toTell::add);
        }
        return begun.map(revision -> revision.state().change()).orElse(0L);
    }

    private void remember(RoomId room, long change) {
        if (lastChanges.size() >= MAX_REMEMBERED) {
            lastChanges.clear();
        }
        lastChanges.put(room, change);
    }

    /**
     * What was done.
     *
     * @param message as it is now
     * @param toTell what the room has to hear of, in order; without the message if nothing changed
     */
    record Changed(Message message, List<Message> toTell) {}
}
