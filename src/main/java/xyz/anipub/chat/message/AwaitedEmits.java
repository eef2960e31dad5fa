package xyz.anipub.chat.message;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.UserId;
import xyz.anipub.chat.message.EchoRepository.Awaited;
import xyz.anipub.chat.message.EchoRepository.Echo;
import xyz.anipub.chat.node.LiveNodes;

/**
 * What has been stored by REST and waits for its sender's emit, so that an emit which announces nothing needs no question
 * (decision record 19).
 *
 * <p>While this node is alone, and has read what others have left, it knows of every entry; otherwise the store is asked. Some
 * that it knows may be gone, or be another's whose content has the same hash: a claim finds that out. An entry is known for the
 * time in which an emit may find it. Safe for threads; what changes a room's entries runs on its lane.
 */
@ApplicationScoped
class AwaitedEmits {

    private final EchoRepository echoes;
    private final LiveNodes nodes;
    private final MessageRules rules;
    private final Clock clock;
    private final ConcurrentHashMap<Key, Waiting> known = new ConcurrentHashMap<>();

    /** When the entries of others were read, by the nodes' clock; null before. */
    private volatile @Nullable Long readAt;

    @Inject
    AwaitedEmits(EchoRepository echoes, LiveNodes nodes, MessageRules rules, Clock clock) {
        this.echoes = echoes;
        this.nodes = nodes;
        this.rules = rules;
        this.clock = clock;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected AwaitedEmits() {
        this(null, null, null, null);
    }

    /** What these emits may announce; asked once for all of a batch, if at all. */
    Set<Awaited> among(RoomId room, List<PostMessage.Emitted> emits) {
        if (emits.isEmpty() || isComplete()) {
            return emits.stream()
                    .filter(emit -> known.containsKey(Key.of(room, emit.sender().id(), emit.content())))
                    .map(emit -> new Awaited(emit.sender().id(), emit.content()))
                    .collect(Collectors.toCollection(HashSet::new));
        }
        Set<UserId> senders = emits.stream().map(emit -> emit.sender().id()).collect(Collectors.toSet());
        return new HashSet<>(echoes.awaited(room, senders));
    }

    /** Writes entries. Known before they are written, as a write that is not answered may have happened. */
    void add(List<Echo> entries) {
        entries.forEach(entry -> known.merge(Key.of(entry), Waiting.since(entry.at()), Waiting::and));
        echoes.add(entries);
    }

    /** An emit has claimed an entry with its content. */
    void claimed(RoomId room, UserId sender, String content) {
        known.computeIfPresent(Key.of(room, sender, content), (key, waiting) -> waiting.without());
    }

    /** An emit has found no entry with its content. */
    void notFound(RoomId room, UserId sender, String content) {
        known.remove(Key.of(room, sender, content));
    }

    /**
     * Reads what others have left, if this node is alone and has not yet, and forgets what no emit may find any more. Called
     * by a timer.
     *
     * @throws xyz.anipub.chat.UnavailableException if the store is away; the next run reads it
     */
    void refresh() {
        Instant oldest = clock.instant().minus(rules.echoLifetime());
        known.values().removeIf(waiting -> waiting.last().isBefore(oldest));
        if (nodes.isAlone() && !isComplete()) {
            long asked = nodes.now();
            echoes.awaitedSince(oldest)
                    .forEach(entry -> known.merge(Key.of(entry), Waiting.since(entry.at()), Waiting::and));
            readAt = asked;
        }
    }

    private boolean isComplete() {
        Long read = readAt;
        return read != null && nodes.isAloneSince(read);
    }

    /** The hash in place of the content, of which there may be much. */
    private record Key(RoomId room, UserId sender, int content) {

        static Key of(RoomId room, UserId sender, String content) {
            return new Key(room, sender, content.hashCode());
        }

        static Key of(Echo entry) {
            return of(entry.room(), entry.sender(), entry.content());
        }
    }

    /** @param last when the newest of them was stored */
    private record Waiting(int count, Instant last) {

        static Waiting since(Instant at) {
            return new Waiting(1, at);
        }

        Waiting and(Waiting other) {
            return new Waiting(count + other.count, last.isAfter(other.last) ? last : other.last);
        }

        @Nullable
        Waiting without() {
            return count == 1 ? null : new Waiting(count - 1, last);
        }
    }
}
