package xyz.anipub.chat.message;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import xyz.anipub.chat.MessageId;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.StoreFaults;
import xyz.anipub.chat.UserId;

/** Echoes in a map, with the promises of the port: each claim is one step. */
public final class InMemoryEchoRepository implements EchoRepository {

    private static final class Entry {
        private final Echo echo;
        private boolean announced;
        private boolean echoed;

        private Entry(Echo echo) {
            this.echo = echo;
        }
    }

    private final StoreFaults faults;
    private final int max;
    private final Map<MessageId, Entry> entries = new LinkedHashMap<>();

    public InMemoryEchoRepository(StoreFaults faults, int max) {
        this.faults = faults;
        this.max = max;
    }

    public synchronized int size() {
        return entries.size();
    }

    @Override
    public void add(List<Echo> echoes) {
        faults.call("addEchoes");
        synchronized (this) {
            echoes.forEach(echo -> entries.put(echo.message(), new Entry(echo)));
            echoes.forEach(echo -> giveWay(echo.room(), echo.sender()));
        }
        faults.call("addEchoes done");
    }

    private void giveWay(RoomId room, UserId sender) {
        List<Entry> all = entries.values().stream()
                .filter(entry ->
                        entry.echo.room().equals(room) && entry.echo.sender().equals(sender))
                .sorted(oldestFirst().reversed())
                .toList();
        all.stream().skip(max).filter(entry -> entry.announced).forEach(entry -> entries.remove(entry.echo.message()));
    }

    @Override
    public Optional<Claim> claimByContent(RoomId room, UserId sender, String content) {
        faults.call("claimByContent");
        Optional<Claim> claim = claim(entry -> !entry.echoed
                && entry.echo.content().equals(content)
                && entry.echo.room().equals(room)
                && entry.echo.sender().equals(sender));
        faults.call("claimByContent done");
        return claim;
    }

    @Override
    public Optional<Claim> claimById(RoomId room, UserId sender, MessageId message) {
        faults.call("claimById");
        return claim(entry -> entry.echo.message().equals(message)
                && entry.echo.room().equals(room)
                && entry.echo.sender().equals(sender));
    }

    private synchronized Optional<Claim> claim(Predicate<Entry> filter) {
        Optional<Entry> found =
                new ArrayList<>(entries.values()).stream().filter(filter).min(oldestFirst());
        return found.map(entry -> {
            Claim claim = new Claim(entry.echo.message(), entry.announced);
            entry.announced = true;
            entry.echoed = true;
            return claim;
        });
    }

    @Override
    public Set<Awaited> awaited(RoomId room, Set<UserId> senders) {
        faults.call("awaited");
        Set<Awaited> awaited;
        synchronized (this) {
            awaited = entries.values().stream()
                    .filter(entry ->
                            !entry.echoed && entry.echo.room().equals(room) && senders.contains(entry.echo.sender()))
                    .map(entry -> new Awaited(entry.echo.sender(), entry.echo.content()))
                    .collect(Collectors.toSet());
        }
        faults.call("awaited done");
        return awaited;
    }

    @Override
    public Set<MessageId> claimAnnouncements(List<MessageId> messages) {
        faults.call("claimAnnouncement");
        Set<MessageId> ours = new HashSet<>();
        synchronized (this) {
            for (MessageId message : messages) {
                Entry entry = entries.get(message);
                if (entry != null && !entry.announced) {
                    entry.announced = true;
                    ours.add(message);
                }
            }
        }
        return ours;
    }

    @Override
    public synchronized void release(MessageId message) {
        faults.call("release");
        Optional.ofNullable(entries.get(message)).ifPresent(entry -> entry.announced = false);
    }

    @Override
    public synchronized List<Echo> unannouncedBefore(Instant time, int limit) {
        faults.call("unannouncedBefore");
        return entries.values().stream()
                .filter(entry -> !entry.announced && entry.echo.at().isBefore(time))
                .sorted(oldestFirst())
                .limit(limit)
                .map(entry -> entry.echo)
                .toList();
    }

    @Override
    public synchronized void deleteAnnouncedBefore(Instant time) {
        faults.call("deleteAnnouncedBefore");
        entries.values().removeIf(entry -> entry.announced && entry.echo.at().isBefore(time));
    }

    private static Comparator<Entry> oldestFirst() {
        return Comparator.<Entry, Instant>comparing(entry -> entry.echo.at())
                .thenComparing(entry -> entry.echo.message().value());
    }
}
