package xyz.anipub.chat.posting;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import xyz.anipub.chat.MessageId;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.StoreFaults;
import xyz.anipub.chat.TestIds;
import xyz.anipub.chat.UnavailableException;
import xyz.anipub.chat.UserId;
import xyz.anipub.chat.change.MessageChangeRepository;
import xyz.anipub.chat.message.Message;
import xyz.anipub.chat.message.MessageRepository;
import xyz.anipub.chat.message.PinnedMessages;
import xyz.anipub.chat.message.Posted;
import xyz.anipub.chat.message.Quote;
import xyz.anipub.chat.message.Revision;
import xyz.anipub.chat.node.NodeId;

/** Messages and their changes in a list, with the promises of both ports. */
public class InMemoryMessageRepository implements MessageRepository, MessageChangeRepository, PinnedMessages {

    private final StoreFaults faults;
    private final List<Message> messages = new ArrayList<>();
    private final Map<MessageId, NodeId> by = new HashMap<>();
    private final Map<MessageId, Instant> openUntil = new HashMap<>();
    private final Map<RoomId, Revision> begun = new HashMap<>();
    private int largestBatch;
    private @Nullable List<List<Posted>> held;
    private Set<MessageId> pending = Set.of();
    private boolean passesOver;

    public InMemoryMessageRepository(StoreFaults faults) {
        this.faults = faults;
    }

    /** Everything stored in a room, by seq. */
    public synchronized List<Message> all(RoomId room) {
        return in(room).sorted(Comparator.comparing(Message::seq))
                .map(this::quoting)
                .toList();
    }

    /** As if the store had been set back to before the room's first message. */
    public synchronized void forget(RoomId room) {
        messages.removeIf(message -> message.room().equals(room));
    }

    /** Messages that were stored as open, as they are now. */
    synchronized List<Posted> opened() {
        return messages.stream()
                .filter(message -> openUntil.containsKey(message.id()))
                .map(message -> new Posted(
                        message, Optional.ofNullable(by.get(message.id())), Optional.of(openUntil.get(message.id()))))
                .toList();
    }

    public synchronized int largestBatch() {
        return largestBatch;
    }

    @Override
    public MessageId nextId() {
        return TestIds.message();
    }

    @Override
    public Appended insert(List<Posted> batch) {
        faults.call("append");
        if (passesOver) {
            passesOver = false;
            return new Appended(0, false);
        }
        if (held != null) {
            held.add(batch);
            throw new UnavailableException("no answer");
        }
        Appended appended = store(batch);
        faults.call("append done");
        return appended;
    }

    /** From now on inserts get no answer, and reach the store when they are released. */
    public synchronized void hold() {
        held = new ArrayList<>();
    }

    /** What was held is stored now. */
    public void release() {
        release(Integer.MAX_VALUE);
    }

    /** The first of what was held are stored now; the others never come. */
    public synchronized void release(int most) {
        List<Posted> late = held == null
                ? List.of()
                : held.stream().flatMap(List::stream).limit(most).toList();
        held = null;
        store(late);
    }

    /** The next insert is not tried, as one of another room that was sent with it was refused. */
    public synchronized void passOver() {
        passesOver = true;
    }

    /** What can be seen of the room's newest messages, but may be rolled back. */
    public synchronized void pending(Set<MessageId> ids) {
        pending = Set.copyOf(ids);
    }

    @Override
    public Landed landed(Collection<MessageId> ids) {
        faults.call("landed");
        List<Message> stored = findAll(ids).stream()
                .filter(message -> !pending.contains(message.id()))
                .toList();
        return new Landed(stored, ids.stream().anyMatch(pending::contains));
    }

    @Override
    public Duration landing() {
        return Duration.ofSeconds(6);
    }

    private synchronized Appended store(List<Posted> batch) {
        largestBatch = Math.max(largestBatch, batch.size());
        for (int i = 0; i < batch.size(); i++) {
            Message next = batch.get(i).message();
            if (next.clientId().isPresent() && has(message -> isRepeated(message, next))
                    || has(message -> message.room().equals(next.room()) && message.seq() == next.seq())) {
                return new Appended(i, true);
            }
            messages.add(next);
            batch.get(i).by().ifPresent(node -> by.put(next.id(), node));
            batch.get(i).openUntil().ifPresent(until -> openUntil.put(next.id(), until));
        }
        return new Appended(batch.size(), false);
    }

    @Override
    public long lastSeq(RoomId room) {
        faults.call("lastSeq");
        long last = lastOf(room);
        faults.call("lastSeq done");
        return last;
    }

    /** The highest seq, asked by nobody who waits. */
    public synchronized long lastOf(RoomId room) {
        return in(room).mapToLong(Message::seq).max().orElse(0);
    }

    @Override
    public Optional<Message> find(MessageId id) {
        faults.call("find");
        synchronized (this) {
            return messages.stream()
                    .filter(message -> message.id().equals(id))
                    .findFirst()
                    .map(this::quoting);
        }
    }

    @Override
    public synchronized List<Message> findAll(Collection<MessageId> ids) {
        faults.call("findAll");
        return messages.stream()
                .filter(message -> ids.contains(message.id()))
                .map(this::quoting)
                .toList();
    }

    private Message quoting(Message message) {
        return message.replyTo()
                .flatMap(quote -> messages.stream()
                        .filter(other -> other.id().equals(quote.message()))
                        .findFirst())
                .map(original -> message.quoting(Quote.of(original)))
                .orElse(message);
    }

    @Override
    public synchronized Optional<Posted> findPosted(MessageId id) {
        return find(id).map(this::posted);
    }

    private Posted posted(Message message) {
        return new Posted(message, Optional.ofNullable(by.get(message.id())));
    }

    @Override
    public Optional<Posted> findByClientId(RoomId room, UserId sender, String clientId) {
        faults.call("findByClientId");
        synchronized (this) {
            return in(room).filter(message -> message.sender().id().equals(sender))
                    .filter(message -> message.clientId().equals(Optional.of(clientId)))
                    .findFirst()
                    .map(this::quoting)
                    .map(this::posted);
        }
    }

    @Override
    public List<Message> newest(RoomId room, int limit) {
        faults.call("newest " + limit);
        return older(room, Long.MAX_VALUE, limit);
    }

    @Override
    public Map<RoomId, Message> newestOfEach(Map<RoomId, Long> atLeast) {
        faults.call("newestOfEach");
        return atLeast.keySet().stream()
                .flatMap(room -> all(room).stream()
                        .filter(message -> message.seq() >= atLeast.get(room))
                        .reduce((older, newer) -> newer)
                        .stream())
                .collect(Collectors.toMap(Message::room, message -> message));
    }

    @Override
    public List<Message> before(RoomId room, long seq, int limit) {
        faults.call("before");
        return older(room, seq, limit);
    }

    private List<Message> older(RoomId room, long seq, int limit) {
        List<Message> older =
                all(room).stream().filter(message -> message.seq() < seq).toList();
        return older.subList(Math.max(0, older.size() - limit), older.size());
    }

    @Override
    public List<Message> after(RoomId room, long seq, int limit) {
        faults.call("after");
        List<Message> after = all(room).stream()
                .filter(message -> message.seq() > seq)
                .limit(limit)
                .toList();
        faults.call("after done");
        return after;
    }

    @Override
    public boolean takeOver(MessageId message, NodeId from, NodeId to) {
        faults.call("takeOver");
        boolean held;
        synchronized (this) {
            by.replace(message, from, to);
            held = to.equals(by.get(message));
        }
        faults.call("takeOver done");
        return held;
    }

    @Override
    public synchronized Set<MessageId> heldBy(NodeId node, Collection<MessageId> ids) {
        faults.call("heldBy");
        return ids.stream().filter(id -> node.equals(by.get(id))).collect(Collectors.toCollection(HashSet::new));
    }

    @Override
    public long lastChange(RoomId room) {
        faults.call("lastChange");
        return changed(room, 0)
                .mapToLong(message -> message.state().change())
                .max()
                .orElse(0);
    }

    @Override
    public List<Message> since(RoomId room, long seq, long change, int limit) {
        faults.call("since");
        return all(room).stream()
                .filter(message -> message.seq() >= seq || message.state().change() > change)
                .limit(limit)
                .toList();
    }

    @Override
    public synchronized Optional<Revision> begun(RoomId room) {
        faults.call("begun");
        return Optional.ofNullable(begun.get(room));
    }

    @Override
    public boolean begin(Revision revision) {
        faults.call("begin");
        boolean next;
        synchronized (this) {
            long last = Optional.ofNullable(begun.get(revision.room()))
                    .map(before -> before.state().change())
                    .orElse(0L);
            next = last == revision.state().change() - 1;
            if (next) {
                begun.put(revision.room(), revision);
            }
        }
        faults.call("begin done");
        return next;
    }

    @Override
    public boolean finish(Revision revision) {
        faults.call("finish");
        boolean finished = false;
        synchronized (this) {
            for (int i = 0; i < messages.size(); i++) {
                Message message = messages.get(i);
                if (message.id().equals(revision.message())
                        && message.state().change() < revision.state().change()) {
                    messages.set(i, message.revised(revision));
                    finished = true;
                }
            }
        }
        faults.call("finish done");
        return finished;
    }

    @Override
    public List<Message> changes(RoomId room, long since, int limit) {
        faults.call("changes");
        return changed(room, since).limit(limit).toList();
    }

    private Stream<Message> changed(RoomId room, long since) {
        return all(room).stream()
                .filter(message -> message.state().change() > since)
                .sorted(Comparator.comparing(message -> message.state().change()));
    }

    private Stream<Message> in(RoomId room) {
        return messages.stream().filter(message -> message.room().equals(room));
    }

    private boolean has(Predicate<Message> property) {
        return messages.stream().anyMatch(property);
    }

    private static boolean isRepeated(Message stored, Message next) {
        return stored.room().equals(next.room())
                && stored.sender().id().equals(next.sender().id())
                && stored.clientId().equals(next.clientId());
    }

    @Override
    public synchronized long count(RoomId room) {
        return of(room, Integer.MAX_VALUE).size();
    }

    @Override
    public synchronized List<Message> of(RoomId room, int limit) {
        return messages.stream()
                .filter(message -> message.room().equals(room)
                        && message.state().pinnedAt().isPresent())
                .sorted(Comparator.comparing(
                                (Message message) -> message.state().pinnedAt().orElseThrow())
                        .reversed())
                .limit(limit)
                .toList();
    }
}
