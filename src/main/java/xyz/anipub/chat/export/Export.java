package xyz.anipub.chat.export;

import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.UnavailableException;
import xyz.anipub.chat.UserId;
import xyz.anipub.chat.export.OwnMessages.OwnMessage;
import xyz.anipub.chat.message.MessageRepository;

/**
 * One export. For one thread, which waits for the store and for the receiver in turn: a page is read when the one before was taken.
 *
 * <p>It has its place for a moment; {@link #start} keeps it for as long as one may take. After that its place is free, it reads no further page,
 * and what it {@linkplain #through writes} to a receiver who takes nothing ends.
 */
public final class Export implements AutoCloseable {

    /** Of the room, read in one question. */
    static final long STRETCH = 2_000;

    /** Of one's own, kept in memory at a time. */
    static final int PAGE = 200;

    /** Rooms that are read in one question. */
    static final int ROOMS = 200;

    private final UserId user;
    private final OwnMessages own;
    private final MessageRepository messages;
    private final Exports all;
    private final BooleanSupplier ended;

    /** Guarded by this. */
    private @Nullable StoppableStream out;

    private boolean isStopped;

    /** @param ended whether the user's right to it has ended */
    Export(UserId user, OwnMessages own, MessageRepository messages, Exports all, BooleanSupplier ended) {
        this.user = user;
        this.own = own;
        this.messages = messages;
        this.all = all;
        this.ended = ended;
    }

    UserId user() {
        return user;
    }

    /**
     * It is wanted indeed, and counts as one of the day.
     *
     * @throws UnavailableException if that comes too late
     */
    public void start() {
        all.start(this);
    }

    /** What is written there ends when the export {@linkplain ExportRules#time has taken} too long, even if its receiver takes nothing. */
    public synchronized OutputStream through(OutputStream receiver) {
        StoppableStream stream = new StoppableStream(receiver);
        out = stream;
        if (isStopped) {
            stream.stop();
        }
        return stream;
    }

    /** It has taken too long. */
    synchronized void stop() {
        isStopped = true;
        if (out != null) {
            out.stop();
        }
    }

    /**
     * To be called before each page of whatever is told.
     *
     * @throws UnavailableException if it may not go on: it took too long, or the right to it has ended
     */
    public void requireGoesOn() {
        if (!all.isUnderWay(this)) {
            throw new UnavailableException("The export took too long.");
        }
        if (ended.getAsBoolean()) {
            throw new UnavailableException("Whoever wanted it is signed in no more.");
        }
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
     * @throws UnavailableException if the store fails, or {@linkplain #requireGoesOn it may not go on}: what was told is not all
     */
    public <E extends Exception> void messages(Receiver<E> receiver) throws E {
        List<RoomId> some = own.rooms(Optional.empty(), ROOMS);
        while (!some.isEmpty()) {
            for (RoomId room : some) {
                messages(room, receiver);
            }
            some = own.rooms(Optional.of(some.get(some.size() - 1)), ROOMS);
        }
    }

    private <E extends Exception> void messages(RoomId room, Receiver<E> receiver) throws E {
        requireGoesOn();
        long last = messages.lastSeq(room);
        long from = 0;
        while (from < last) {
            requireGoesOn();
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
        all.end(this);
    }
}
