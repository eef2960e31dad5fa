package xyz.anipub.chat.message;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
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

    /** In place of a number: a write was begun here whose outcome is not known. */
    private static final long UNCERTAIN = -1;

    private final MessageRepository messages;
    private final MessageChangeRepository changes;
    private final RoomListFeed list;
    private final ConcurrentHashMap<RoomId, Long> lastChanges = new ConcurrentHashMap<>();

    @Inject
    ChangeLog(MessageRepository messages, MessageChangeRepository changes, RoomListFeed list) {
        this.messages = messages;
        this.changes = changes;
        this.list = list;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected ChangeLog() {
        this(null, null, null);
    }

    /**
     * Changes one message.
     *
     * @param change what to make of the message as it is; what it throws ends the attempt. Called again if another node
     *     changed something meanwhile
     * @param toTell to this is added what the room has to hear of, in order, also if this call then fails: the message
     *     if it changed, and before it what was left half done
     * @return the message as it is now
     * @throws MessageNotFoundException if the room has no such message
     * @throws UnavailableException if the store fails; the change may be stored then
     */
    Message change(RoomId room, MessageId id, Function<Message, Revision> change, List<Message> toTell) {
        for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
            // Before the message: nothing changes it after that without taking the number that follows.
            long last = lastChange(room, toTell);
            Message message = messages.find(id)
                    .filter(found -> found.room().equals(room))
                    .orElseThrow(MessageNotFoundException::new);
            Revision before = Revision.of(message);
            Revision after = change.apply(message);
            if (after.equals(before)) {
                return message;
            }
            Revision numbered = after.numbered(last + 1);
            // A write that fails may have happened.
            remember(room, UNCERTAIN);
            if (changes.begin(numbered)) {
                changes.finish(numbered);
                remember(room, last + 1);
                Message changed = message.revised(numbered);
                toTell.add(changed);
                if (!after.content().equals(before.content())) {
                    // The list may show what it said.
                    list.changed(room);
                }
                return changed;
            }
        }
        throw new UnavailableException("This room is too busy: try again in a moment.");
    }

    /** Where it is not remembered, a change that has been begun is finished first, and told here as well. */
    private long lastChange(RoomId room, List<Message> toTell) {
        Long remembered = lastChanges.get(room);
        if (remembered != null && remembered != UNCERTAIN) {
            return remembered;
        }
        Optional<Revision> begun = changes.begun(room);
        // One of ours may have been finished before and never told; who knows it already passes it over.
        if (begun.isPresent() && (changes.finish(begun.get()) || remembered != null)) {
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
}
