package xyz.anipub.chat.export;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.UnavailableException;
import xyz.anipub.chat.UserId;
import xyz.anipub.chat.export.OwnMessages.OwnMessage;
import xyz.anipub.chat.message.MessageRepository;

/** One export. For one thread, which waits for the store and for the receiver in turn: a page is read when the one before was taken. */
public final class Export implements AutoCloseable {

    /** Of the room, read in one question. */
    static final long STRETCH = 2_000;

    /** Of one's own, kept in memory at a time. */
    static final int PAGE = 200;

    private final UserId user;
    private final OwnMessages own;
    private final MessageRepository messages;
    private final Clock clock;
    private final Instant end;
    private final Runnable over;
    private final AtomicBoolean closed = new AtomicBoolean();

    Export(UserId user, OwnMessages own, MessageRepository messages, Clock clock, Instant end, Runnable over) {
        this.user = user;
        this.own = own;
        this.messages = messages;
        this.clock = clock;
        this.end = end;
        this.over = over;
    }

    /**
     * Takes what is told.
     *
     * @param <E> what ends the export if nothing more is taken
     */
    @FunctionalInterface
    public interface Receiver<E extends Exception> {
        void take(OwnMessage message) throws E;
    }

    /**
     * Tells all messages of the user, room by room and in the order of each.
     *
     * @throws UnavailableException if the store fails, or it takes too long: what was told is not all
     */
    public <E extends Exception> void messages(Receiver<E> receiver) throws E {
        Optional<RoomId> room = next(Optional.empty());
        while (room.isPresent()) {
            messages(room.get(), receiver);
            room = next(room);
        }
    }

    private Optional<RoomId> next(Optional<RoomId> after) {
        return own.rooms(after, 1).stream().findFirst();
    }

    private <E extends Exception> void messages(RoomId room, Receiver<E> receiver) throws E {
        long last = messages.lastSeq(room);
        long from = 0;
        while (from < last) {
            if (clock.instant().isAfter(end)) {
                throw new UnavailableException("The export took too long.");
            }
            long upTo = Math.min(last, from + STRETCH);
            List<OwnMessage> page = own.of(user, room, from, upTo, PAGE);
            for (OwnMessage message : page) {
                receiver.take(message);
            }
            from = page.size() == PAGE ? page.get(PAGE - 1).seq() : upTo;
        }
    }

    /** Makes way for another; twice is no error. */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            over.run();
        }
    }
}
