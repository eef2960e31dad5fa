package xyz.anipub.chat.posting;

import java.time.Instant;
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
import xyz.anipub.chat.MessageId;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.StoreFaults;
import xyz.anipub.chat.UserId;
import xyz.anipub.chat.message.Message;
import xyz.anipub.chat.message.Posted;

/** What awaits an emit of the messages in memory, with the promises of the port: each claim is one step. */
public final class InMemoryEchoRepository implements EchoRepository {

    private final StoreFaults faults;
    private final InMemoryMessageRepository messages;
    private final Set<MessageId> closed = new HashSet<>();
    private final Map<MessageId, String> late = new HashMap<>();
    private final Map<MessageId, String> emits = new HashMap<>();

    public InMemoryEchoRepository(StoreFaults faults, InMemoryMessageRepository messages) {
        this.faults = faults;
        this.messages = messages;
    }

    /** How many messages are open. */
    public synchronized int size() {
        return (int) stillOpen().count();
    }

    @Override
    public synchronized List<Echo> open() {
        faults.call("open");
        return stillOpen().map(InMemoryEchoRepository::echo).toList();
    }

    @Override
    public boolean hasFormer(Instant now) {
        return false;
    }

    @Override
    public Optional<Claim> claimByContent(RoomId room, UserId sender, String content, String ticket) {
        faults.call("claimByContent");
        Optional<Claim> claim = claim(
                posted -> posted.message().content().equals(content)
                        && posted.message().room().equals(room)
                        && posted.message().sender().id().equals(sender),
                ticket);
        faults.call("claimByContent done");
        return claim;
    }

    @Override
    public Optional<Claim> claimById(RoomId room, UserId sender, MessageId message, String ticket) {
        faults.call("claimById");
        Optional<Claim> claim = claim(
                posted -> posted.message().id().equals(message)
                        && posted.message().room().equals(room)
                        && posted.message().sender().id().equals(sender),
                ticket);
        faults.call("claimById done");
        return claim;
    }

    private synchronized Optional<Claim> claim(Predicate<Posted> filter, String ticket) {
        return stillOpen().filter(filter).min(oldestFirst()).map(posted -> {
            closed.add(id(posted));
            emits.put(id(posted), ticket);
            return new Claim(posted.message(), isAnnounced(posted));
        });
    }

    @Override
    public synchronized Optional<Claim> claimed(RoomId room, UserId sender, String ticket, Instant sent) {
        faults.call("claimed");
        return messages.opened().stream()
                .filter(posted -> ticket.equals(emits.get(id(posted))))
                .findFirst()
                .map(posted -> new Claim(posted.message(), isAnnounced(posted)));
    }

    @Override
    public Set<Awaited> awaited(RoomId room, Set<UserId> senders) {
        faults.call("awaited");
        Set<Awaited> awaited;
        synchronized (this) {
            awaited = stillOpen()
                    .map(InMemoryEchoRepository::echo)
                    .filter(echo -> echo.room().equals(room) && senders.contains(echo.sender()))
                    .map(echo -> new Awaited(echo.sender(), echo.content()))
                    .collect(Collectors.toSet());
        }
        faults.call("awaited done");
        return awaited;
    }

    @Override
    public Set<MessageId> claimAnnouncements(List<MessageId> ids, String ticket) {
        faults.call("claimAnnouncements");
        Set<MessageId> ours = new HashSet<>();
        synchronized (this) {
            stillOpen()
                    .filter(posted -> ids.contains(id(posted)) && !isAnnounced(posted))
                    .forEach(posted -> late.put(id(posted), ticket));
            ids.stream().filter(id -> ticket.equals(late.get(id))).forEach(ours::add);
        }
        faults.call("claimAnnouncements done");
        return ours;
    }

    @Override
    public synchronized List<Echo> unannouncedBefore(Instant until, Collection<RoomId> but, int limit) {
        faults.call("unannouncedBefore");
        return stillOpen()
                .filter(posted -> !isAnnounced(posted))
                .sorted(oldestFirst())
                .map(InMemoryEchoRepository::echo)
                .filter(echo -> echo.until().isBefore(until) && !but.contains(echo.room()))
                .limit(limit)
                .toList();
    }

    @Override
    public synchronized Set<MessageId> close(Collection<MessageId> ids) {
        faults.call("close");
        Set<MessageId> announced = ids.stream().filter(this::isAnnounced).collect(Collectors.toSet());
        closed.addAll(announced);
        return announced;
    }

    @Override
    public synchronized void closeBefore(Instant until) {
        faults.call("closeBefore");
        stillOpen()
                .filter(posted -> isAnnounced(posted) && echo(posted).until().isBefore(until))
                .toList()
                .forEach(posted -> closed.add(id(posted)));
    }

    private Stream<Posted> stillOpen() {
        return messages.opened().stream().filter(posted -> !closed.contains(id(posted)));
    }

    private boolean isAnnounced(MessageId id) {
        return messages.opened().stream().anyMatch(posted -> id(posted).equals(id) && isAnnounced(posted));
    }

    private boolean isAnnounced(Posted posted) {
        return posted.by().isPresent() || late.containsKey(id(posted));
    }

    private static MessageId id(Posted posted) {
        return posted.message().id();
    }

    private static Echo echo(Posted posted) {
        Message message = posted.message();
        return new Echo(
                message.id(),
                message.room(),
                message.sender().id(),
                message.content(),
                posted.openUntil().orElseThrow());
    }

    private static Comparator<Posted> oldestFirst() {
        return Comparator.<Posted, Instant>comparing(posted -> posted.message().timestamp())
                .thenComparing(posted -> id(posted).value());
    }
}
