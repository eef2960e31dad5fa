package xyz.anipub.chat.message;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
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
        private @Nullable String emit;
        private @Nullable String by;

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
    public synchronized List<Echo> awaitedSince(Instant time) {
        faults.call("awaitedSince");
        return entries.values().stream()
                .filter(entry -> !entry.echoed && entry.echo.at().isAfter(time))
                .map(entry -> entry.echo)
                .toList();
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
    public Optional<Claim> claimByContent(RoomId room, UserId sender, String content, String ticket) {
        faults.call("claimByContent");
        Optional<Claim> claim = claim(
                entry -> !entry.echoed
                        && entry.echo.content().equals(content)
                        && entry.echo.room().equals(room)
                        && entry.echo.sender().equals(sender),
                ticket);
        faults.call("claimByContent done");
        return claim;
    }

    @Override
    public Optional<Claim> claimById(RoomId room, UserId sender, MessageId message, String ticket) {
        faults.call("claimById");
        Predicate<Entry> named = entry -> entry.echo.message().equals(message)
                && entry.echo.room().equals(room)
                && entry.echo.sender().equals(sender);
        Optional<Claim> claim = claim(named.and(entry -> !entry.echoed), ticket)
                .or(() -> entries.values().stream().filter(named).findFirst().map(entry -> new Claim(message, true)));
        faults.call("claimById done");
        return claim;
    }

    private synchronized Optional<Claim> claim(Predicate<Entry> filter, String ticket) {
        Optional<Entry> found =
                new ArrayList<>(entries.values()).stream().filter(filter).min(oldestFirst());
        return found.map(entry -> {
            Claim claim = new Claim(entry.echo.message(), entry.announced);
            entry.announced = true;
            entry.echoed = true;
            entry.emit = ticket;
            return claim;
        });
    }

    @Override
    public synchronized Optional<Claim> claimed(RoomId room, UserId sender, String ticket) {
        faults.call("claimed");
        return entries.values().stream()
                .filter(entry -> ticket.equals(entry.emit))
                .findFirst()
                .map(entry -> new Claim(entry.echo.message(), entry.by != null));
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
    public Set<MessageId> claimAnnouncements(List<MessageId> messages, String ticket) {
        faults.call("claimAnnouncements");
        Set<MessageId> ours = new HashSet<>();
        synchronized (this) {
            for (MessageId message : messages) {
                Entry entry = entries.get(message);
                if (entry != null && !entry.announced) {
                    entry.announced = true;
                    entry.by = ticket;
                }
                if (entry != null && ticket.equals(entry.by)) {
                    ours.add(message);
                }
            }
        }
        faults.call("claimAnnouncements done");
        return ours;
    }

    @Override
    public synchronized void release(MessageId message, String ticket) {
        faults.call("release");
        Optional.ofNullable(entries.get(message))
                .filter(entry -> ticket.equals(entry.emit))
                .ifPresent(entry -> {
                    entry.announced = false;
                    entry.emit = null;
                });
    }

    @Override
    public synchronized List<Echo> unannouncedBefore(Instant time, Collection<RoomId> but, int limit) {
        faults.call("unannouncedBefore");
        return entries.values().stream()
                .filter(entry -> !entry.announced && entry.echo.at().isBefore(time))
                .filter(entry -> !but.contains(entry.echo.room()))
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
