package xyz.anipub.chat.adopt;

import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import xyz.anipub.bean.SingletonBean;
import xyz.anipub.chat.BoundedWait;
import xyz.anipub.chat.MessageId;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.RoomLanes;
import xyz.anipub.chat.UnavailableException;
import xyz.anipub.chat.message.Message;
import xyz.anipub.chat.message.MessageAnnouncer;
import xyz.anipub.chat.message.MessageRepository;
import xyz.anipub.chat.message.MessageRepository.Appended;
import xyz.anipub.chat.message.Posted;
import xyz.anipub.chat.room.Room;
import xyz.anipub.chat.room.RoomRules;
import xyz.anipub.chat.roomlist.RoomActivity;

/**
 * Appends messages of the other server to a room's log, each under the room's next number. The same unique index decides between these
 * and posts, and between two nodes that do it at once: who meets another looks which of its messages are stored, and goes on with the
 * others, so that they keep their order.
 *
 * <p>In a room where people chat, it is done in the room's lane, and they are sent what is new.
 */
@SingletonBean
class AdoptedLog {

    private static final int ATTEMPTS = 100;

    /** Longer than the store's own time limits for what one call appends. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final MessageRepository messages;
    private final MessageAnnouncer announcer;
    private final RoomActivity activity;
    private final RoomLanes lanes;
    private final RoomRules rules;
    private final Clock clock;

    @Inject
    AdoptedLog(
            MessageRepository messages,
            MessageAnnouncer announcer,
            RoomActivity activity,
            RoomLanes lanes,
            RoomRules rules,
            Clock clock) {
        this.messages = messages;
        this.announcer = announcer;
        this.activity = activity;
        this.lanes = lanes;
        this.rules = rules;
        this.clock = clock;
    }

    /** Those of the ids that are messages of this room, and those that are another's. */
    Known known(RoomId room, List<MessageId> ids) {
        List<Message> found = ids.isEmpty() ? List.of() : messages.findAll(ids);
        return new Known(
                found.stream()
                        .filter(message -> message.room().equals(room))
                        .map(Message::id)
                        .collect(Collectors.toSet()),
                found.stream()
                        .filter(message -> !message.room().equals(room))
                        .map(Message::id)
                        .collect(Collectors.toSet()));
    }

    /**
     * What is older has expired here: it is not stored any more, and must not come again.
     *
     * @param ours the room, if it is one of ours
     */
    Instant begin(Optional<Room> ours) {
        Instant bound = ours.flatMap(Room::retention)
                .or(rules::retention)
                .map(retention -> retention.before(clock.instant()))
                .orElse(Instant.MIN);
        // The room may have kept messages for a shorter time before.
        return ours.filter(room -> room.firstSeq() > 1)
                .flatMap(room -> messages.after(room.id(), room.firstSeq() - 1, 1).stream()
                        .findFirst())
                .map(Message::timestamp)
                .filter(bound::isBefore)
                .orElse(bound);
    }

    /** The room's last number. */
    long lastSeq(RoomId room) {
        return messages.lastSeq(room);
    }

    /** Stores messages in a room that nobody sees yet; what is stored stays out. Their own numbers are not looked at. */
    void append(RoomId room, List<Message> fresh) {
        List<Message> rest = fresh;
        for (int i = 0; !rest.isEmpty(); i++) {
            if (i > ATTEMPTS) {
                throw new IllegalStateException("messages of room " + room + " are refused again and again");
            }
            List<Message> stored = appendSome(rest);
            rest = rest.subList(stored.size(), rest.size());
            if (!rest.isEmpty()) {
                Set<MessageId> known =
                        known(room, rest.stream().map(Message::id).toList()).here();
                rest = rest.stream()
                        .filter(message -> !known.contains(message.id()))
                        .toList();
            }
        }
    }

    /**
     * As {@link #append}, where people chat: in their turn, and announced.
     *
     * @throws UnavailableException also if it takes too long; it may be done all the same, and may be repeated
     */
    void arrive(RoomId room, List<Message> fresh) {
        try {
            BoundedWait.result(lanes.submitEnding(room, () -> appendAndAnnounce(room, fresh)), PATIENCE);
        } catch (TimeoutException late) {
            throw new UnavailableException("This room is too busy: try again in a moment.", late);
        }
    }

    private void appendAndAnnounce(RoomId room, List<Message> fresh) {
        long before = messages.lastSeq(room);
        append(room, fresh);
        List<Message> stored = messages.findAll(fresh.stream().map(Message::id).toList()).stream()
                .filter(message -> message.seq() > before)
                .sorted((a, b) -> Long.compare(a.seq(), b.seq()))
                .toList();
        activity.stored(stored);
        announcer.announce(room, stored);
    }

    private List<Message> appendSome(List<Message> rest) {
        RoomId room = rest.get(0).room();
        long last = messages.lastSeq(room);
        List<Posted> numbered = new ArrayList<>();
        for (Message message : rest) {
            Message next = new Message(
                    message.id(),
                    room,
                    last + 1 + numbered.size(),
                    message.sender(),
                    message.content(),
                    message.timestamp(),
                    Optional.empty());
            // Nobody is left to announce it.
            numbered.add(new Posted(next, Optional.empty()));
        }
        Appended appended = messages.insert(numbered);
        return numbered.subList(0, appended.inserted()).stream()
                .map(Posted::message)
                .toList();
    }

    record Known(Set<MessageId> here, Set<MessageId> elsewhere) {}
}
