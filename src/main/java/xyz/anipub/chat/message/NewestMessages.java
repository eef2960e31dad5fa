package xyz.anipub.chat.message;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import xyz.anipub.chat.RoomId;

/**
 * The newest messages of rooms that are read, so that reading does not fetch the same page again and again.
 *
 * <p>What the lane stores is added here, but the store is always asked for the room's last message: only what leads up
 * to it without a hole is answered from memory, whichever node stored it. The memory is bounded in rooms and in bytes;
 * what was not read for longest goes. Safe for threads; no lock is held while the store is asked, and none spans rooms.
 */
@ApplicationScoped
public class NewestMessages {

    /** As many messages as a page has that is asked for without a limit, and as a room shows. */
    static final int PAGE = 50;

    /** After an eviction so many parts in 8 of the bounds are left, so that not every new page evicts. */
    private static final int LEFT = 7;

    private final MessageRepository messages;
    private final CacheLimits limits;
    private final ConcurrentHashMap<RoomId, Page> pages = new ConcurrentHashMap<>();
    private final AtomicLong bytes = new AtomicLong();
    private final AtomicLong clock = new AtomicLong();
    private final AtomicBoolean evicting = new AtomicBoolean();

    @Inject
    public NewestMessages(MessageRepository messages, CacheLimits limits) {
        this.messages = messages;
        this.limits = limits;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected NewestMessages() {
        this(null, null);
    }

    /** The newest messages of a room, oldest first. Waits for the store; see {@link MessageRepository}. */
    List<Message> newest(RoomId room, int limit) {
        if (limit > PAGE || limits.rooms() == 0) {
            return messages.newest(room, limit);
        }
        Page known = pages.get(room);
        List<Message> page = known == null ? messages.newest(room, PAGE) : brought(room, known.messages());
        keep(room, page);
        return tail(page, limit);
    }

    /** Adds what was stored just now, in order. Only rooms that were read are kept. */
    void stored(RoomId room, List<Message> appended) {
        if (!appended.isEmpty()) {
            pages.computeIfPresent(room, (id, page) -> {
                boolean next =
                        last(page.messages()).seq() + 1 == appended.get(0).seq();
                return next ? counted(page, joined(page.messages(), appended), page.usedAt()) : page;
            });
            evict();
        }
    }

    /** The room is gone. */
    void forget(RoomId room) {
        pages.computeIfPresent(room, (id, page) -> {
            bytes.addAndGet(-page.bytes());
            return null;
        });
    }

    /** How many rooms are kept now. */
    int rooms() {
        return pages.size();
    }

    /** The page up to the room's last message: as it is, with what is new, or read again. */
    private List<Message> brought(RoomId room, List<Message> known) {
        List<Message> last = messages.newest(room, 1);
        if (last.isEmpty() || contains(known, last.get(0))) {
            return last.isEmpty() ? last : known;
        }
        long from = last(known).seq();
        long missing = last.get(0).seq() - from;
        if (missing > 0 && missing < PAGE) {
            // Read from the last known one on, to see that the room still has it.
            List<Message> rest = messages.after(room, from - 1, (int) missing + 1);
            if (rest.size() > 1 && rest.get(0).equals(last(known))) {
                return joined(known, rest.subList(1, rest.size()));
            }
        }
        return messages.newest(room, PAGE);
    }

    private static boolean contains(List<Message> page, Message message) {
        long index = message.seq() - page.get(0).seq();
        return index >= 0 && index < page.size() && page.get((int) index).id().equals(message.id());
    }

    private void keep(RoomId room, List<Message> page) {
        pages.compute(room, (id, before) -> {
            if (page.isEmpty()) {
                bytes.addAndGet(before == null ? 0 : -before.bytes());
                return null;
            }
            // The lane may have added more meanwhile.
            boolean behind = before != null
                    && last(before.messages()).seq() > last(page).seq()
                    && contains(before.messages(), last(page));
            return counted(before, behind ? before.messages() : page, clock.incrementAndGet());
        });
        evict();
    }

    private Page counted(@Nullable Page before, List<Message> page, long usedAt) {
        Page counted = before != null && before.messages() == page
                ? new Page(page, before.bytes(), usedAt)
                : new Page(page, page.stream().mapToLong(NewestMessages::size).sum(), usedAt);
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

    /** Two bytes a character, and what the objects around them take. */
    private static long size(Message message) {
        return 500
                + 2L
                        * (message.content().length()
                                + message.sender().name().length()
                                + message.sender().image().length()
                                + message.clientId().map(String::length).orElse(0));
    }

    private static List<Message> joined(List<Message> page, List<Message> more) {
        return tail(Stream.concat(page.stream(), more.stream()).toList(), PAGE);
    }

    private static List<Message> tail(List<Message> page, int limit) {
        return page.size() <= limit ? page : List.copyOf(page.subList(page.size() - limit, page.size()));
    }

    private static Message last(List<Message> page) {
        return page.get(page.size() - 1);
    }

    private record Page(List<Message> messages, long bytes, long usedAt) {}
}
