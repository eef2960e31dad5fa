package xyz.anipub.chat.history;

import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import xyz.anipub.bean.SingletonBean;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.message.Message;
import xyz.anipub.chat.message.MessageRepository;

/**
 * The newest messages of rooms that are read, so that reading does not fetch the same page again and again.
 *
 * <p>What the lane stores is added here, but the store is always asked for the room's last message and for what was changed
 * since: only what leads up to it without a hole is answered from memory, whichever node stored or changed it, and for half a minute. The memory is bounded in rooms and in bytes;
 * what was not read for longest goes. Safe for threads; no lock is held while the store is asked, and none spans rooms.
 */
@SingletonBean
public class NewestMessages {

    /** As many messages as a page has that is asked for without a limit, and as a room shows. */
    static final int PAGE = 50;

    /** What is kept has been read so long ago at most; with the chore's own time still within a minute. */
    private static final Duration KEPT = Duration.ofSeconds(35);

    /** A page that has missed more is read again. */
    private static final int MISSED = 2 * PAGE;

    /** After an eviction so many parts in 8 of the bounds are left, so that not every new page evicts. */
    private static final int LEFT = 7;

    private final MessageRepository messages;
    private final CacheLimits limits;
    private final ConcurrentHashMap<RoomId, Page> pages = new ConcurrentHashMap<>();
    private final LongSupplier nanos;
    private final AtomicLong bytes = new AtomicLong();
    private final AtomicLong clock = new AtomicLong();
    private final AtomicBoolean evicting = new AtomicBoolean();

    @Inject
    public NewestMessages(MessageRepository messages, CacheLimits limits) {
        this(messages, limits, System::nanoTime);
    }

    NewestMessages(MessageRepository messages, CacheLimits limits, LongSupplier nanos) {
        this.messages = messages;
        this.limits = limits;
        this.nanos = nanos;
    }

    /** The newest messages of a room, oldest first. Waits for the store; see {@link MessageRepository}. */
    public List<Message> newest(RoomId room, int limit) {
        return isKept(limit) ? page(room, limit).messages() : messages.newest(room, limit);
    }

    /** The same, and the room's last change when they were read. */
    public NewestPage page(RoomId room, int limit) {
        if (!isKept(limit)) {
            return read(room, limit);
        }
        Page known = pages.get(room);
        NewestPage page = known == null ? read(room, PAGE) : brought(room, known.newest());
        keep(room, page);
        return page.tail(limit);
    }

    private boolean isKept(int limit) {
        return limit <= PAGE && limits.rooms() > 0;
    }

    /** The number first: what was changed after it is in what is read then, or is found by its number. */
    private NewestPage read(RoomId room, int limit) {
        long change = messages.lastChange(room);
        return new NewestPage(messages.newest(room, limit), change);
    }

    /**
     * Adds what was stored just now, in order. Only rooms that were read are kept. An answer is not added but read when
     * the page is: what it quotes may have been changed by another node since the quote was made.
     */
    public void stored(RoomId room, List<Message> appended) {
        if (!appended.isEmpty()) {
            pages.computeIfPresent(room, (id, page) -> {
                boolean next = page.newest().last().seq() + 1 == appended.get(0).seq()
                        && appended.stream()
                                .allMatch(message -> message.replyTo().isEmpty());
                return next ? counted(page, page.newest().joined(appended), page.usedAt(), page.readAt()) : page;
            });
            evict();
        }
    }

    /** The room is gone. */
    public void forget(RoomId room) {
        pages.computeIfPresent(room, (id, page) -> {
            bytes.addAndGet(-page.bytes());
            return null;
        });
    }

    /**
     * Forgets every page that is not new: messages expire and are deleted without this node being asked, and what they said is
     * kept nowhere for longer than a minute. Called by a timer, every 20 seconds.
     */
    public void forgetOld() {
        long now = nanos.getAsLong();
        pages.forEach((room, page) -> {
            if (now - page.readAt() >= KEPT.toNanos()) {
                forget(room);
            }
        });
    }

    /** How many rooms are kept now. */
    int rooms() {
        return pages.size();
    }

    /** The page up to the room's last message and last change: as it is, with what is new, or read again. */
    private NewestPage brought(RoomId room, NewestPage known) {
        List<Message> missed = missed(room, known);
        if (missed.size() == 1 && known.last().id().equals(missed.get(0).id()) && !isChanged(missed, known)) {
            return known;
        }
        long change = known.lastChange();
        if (isChanged(missed, known)) {
            // Asked again after the number, so that nothing below it is missing.
            change = messages.lastChange(room);
            missed = missed(room, known);
        }
        return missed.size() < MISSED ? known.with(missed, change).orElseGet(() -> read(room, PAGE)) : read(room, PAGE);
    }

    private List<Message> missed(RoomId room, NewestPage known) {
        return messages.since(room, known.last().seq(), known.lastChange(), MISSED);
    }

    private static boolean isChanged(List<Message> missed, NewestPage known) {
        return missed.stream().anyMatch(message -> message.state().change() > known.lastChange());
    }

    private void keep(RoomId room, NewestPage page) {
        pages.compute(room, (id, before) -> {
            if (page.isEmpty()) {
                bytes.addAndGet(before == null ? 0 : -before.bytes());
                return null;
            }
            // One that was brought up to date may hold what has expired since: it is as old as it was.
            return counted(
                    before,
                    before == null ? page : newer(before.newest(), page),
                    clock.incrementAndGet(),
                    before == null ? nanos.getAsLong() : before.readAt());
        });
        evict();
    }

    /** The lane, or another reader, may have been further meanwhile. */
    private static NewestPage newer(NewestPage before, NewestPage page) {
        if (!before.contains(page.last())) {
            return page;
        }
        return before.lastChange() >= page.lastChange() ? before : page.joined(before.messages());
    }

    private Page counted(@Nullable Page before, NewestPage newest, long usedAt, long readAt) {
        Page counted = before != null && before.newest() == newest
                ? new Page(newest, before.bytes(), usedAt, readAt)
                : new Page(newest, newest.size(), usedAt, readAt);
        bytes.addAndGet(counted.bytes() - (before == null ? 0 : before.bytes()));
        return counted;
    }

    private void evict() {
        if ((pages.size() > limits.rooms() || bytes.get() > limits.bytes()) && evicting.compareAndSet(false, true)) {
            try {
                List<Map.Entry<RoomId, Page>> oldest = pages.entrySet().stream()
                        .<Map.Entry<RoomId, Page>>map(entry -> Map.entry(entry.getKey(), entry.getValue()))
                        .sorted(Comparator.comparingLong(
                                entry -> entry.getValue().usedAt()))
                        .toList();
                for (Map.Entry<RoomId, Page> entry : oldest) {
                    if (pages.size() <= Math.max(1, part(limits.rooms())) && bytes.get() <= part(limits.bytes())) {
                        return;
                    }
                    pages.computeIfPresent(entry.getKey(), (room, page) -> {
                        bytes.addAndGet(-page.bytes());
                        return null;
                    });
                }
            } finally {
                evicting.set(false);
            }
        }
    }

    private static long part(long bound) {
        return bound * LEFT / 8;
    }

    private record Page(NewestPage newest, long bytes, long usedAt, long readAt) {}
}
