package xyz.anipub.chat.change;

import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import xyz.anipub.bean.SingletonBean;
import xyz.anipub.chat.MessageId;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.message.Message;
import xyz.anipub.chat.message.MessageNotFoundException;
import xyz.anipub.chat.message.MessageRepository;
import xyz.anipub.chat.message.Revision;
import xyz.anipub.chat.posting.Backoff;
import xyz.anipub.chat.roomlist.RoomListFeed;

/**
 * Changes messages under consecutive numbers of their room (decision record 11).
 *
 * <p>The last number is remembered and only read again when another node was first; the memory is bounded by forgetting
 * all of it. Runs on the room's lane.
 */
@SingletonBean
public class ChangeLog {

    private static final int MAX_REMEMBERED = 10_000;

    private final MessageRepository messages;
    private final MessageChangeRepository changes;
    private final RoomListFeed list;
    private final Backoff backoff;
    private final ConcurrentHashMap<RoomId, Long> lastChanges = new ConcurrentHashMap<>();

    /** Changes that were begun or finished here and whose outcome is not known; one for each room at most. */
    private final ConcurrentHashMap<RoomId, Revision> uncertain = new ConcurrentHashMap<>();

    @Inject
    public ChangeLog(MessageRepository messages, MessageChangeRepository changes, RoomListFeed list, Backoff backoff) {
        this.messages = messages;
        this.changes = changes;
        this.list = list;
        this.backoff = backoff;
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
     * @throws xyz.anipub.chat.UnavailableException if the store fails; the change may be stored then
     */
    Message change(RoomId room, MessageId id, Function<Message, Revision> change, List<Message> toTell) {
        for (int attempt = 0; ; attempt++) {
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
            lastChanges.remove(room);
            uncertain.put(room, numbered);
            if (changes.begin(numbered)) {
                changes.finish(numbered);
                uncertain.remove(room);
                remember(room, last + 1);
                Message changed = message.revised(numbered);
                toTell.add(changed);
                if (after.renamed().isPresent() || !after.content().equals(before.content())) {
                    // The list may show what it said, or who.
                    list.changed(room);
                }
                return changed;
            }
            uncertain.remove(room);
            backoff.afterAttempt(attempt);
        }
    }

    /** The change that was begun here last, if it is not known what became of it. */
    Optional<Revision> uncertain(RoomId room) {
        return Optional.ofNullable(uncertain.get(room));
    }

    /**
     * Asks for a change that was not answered, and finishes it if it was begun.
     *
     * @param toTell as with {@link #change}
     * @return whether it is known what became of it; if not, it may still be begun
     */
    boolean settle(RoomId room, Revision change, List<Message> toTell) {
        // Another change of this node may have asked before.
        if (change.equals(uncertain.get(room))) {
            catchUp(room, toTell);
        }
        return !change.equals(uncertain.get(room));
    }

    /** See {@link MessageRepository#landing}. */
    Duration landing() {
        return messages.landing();
    }

    /** It will not be begun any more. */
    void giveUp(RoomId room, Revision change) {
        uncertain.remove(room, change);
    }

    /** Where it is not remembered, a change that has been begun is finished first, and told here as well. */
    private long lastChange(RoomId room, List<Message> toTell) {
        Long remembered = lastChanges.get(room);
        if (remembered != null) {
            return remembered;
        }
        long last = catchUp(room, toTell);
        remember(room, last);
        return last;
    }

    private long catchUp(RoomId room, List<Message> toTell) {
        Revision ours = uncertain.get(room);
        Optional<Revision> begun = changes.begun(room);
        long last = begun.map(revision -> revision.state().change()).orElse(0L);
        if (begun.isPresent()) {
            uncertain.putIfAbsent(room, begun.get());
            if (changes.finish(begun.get())) {
                messages.find(begun.get().message()).ifPresent(toTell::add);
            }
            if (ours == null) {
                uncertain.remove(room);
            }
        }
        if (ours != null && ours.state().change() <= last) {
            // It was begun, or another node took its number. If it was finished before, nobody was told.
            messages.find(ours.message())
                    .filter(message -> message.state().change() == ours.state().change())
                    .filter(message -> !toTell.contains(message))
                    .ifPresent(toTell::add);
            uncertain.remove(room);
        }
        return last;
    }

    private void remember(RoomId room, long change) {
        if (lastChanges.size() >= MAX_REMEMBERED) {
            lastChanges.clear();
        }
        lastChanges.put(room, change);
    }
}
