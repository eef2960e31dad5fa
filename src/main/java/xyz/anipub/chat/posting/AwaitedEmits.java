package xyz.anipub.chat.posting;

import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import xyz.anipub.bean.SingletonBean;
import xyz.anipub.chat.MessageId;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.UserId;
import xyz.anipub.chat.message.MessageRules;
import xyz.anipub.chat.node.LiveNodes;
import xyz.anipub.chat.posting.EchoRepository.Awaited;
import xyz.anipub.chat.posting.EchoRepository.Echo;

/**
 * Which messages are open: stored by REST, and their sender's emit may follow. So an emit which announces nothing needs no
 * question (decision record 19).
 *
 * <p>While this node is alone, and has read what others have left, it knows of every open message; otherwise the store is asked.
 * Some that it knows may be gone or never have been stored, or be another's whose content has the same hash: a claim finds that
 * out, and they stay known for their time, as they may yet have to be announced. Of each sender and room it knows the newest
 * {@link MessageRules#maxEchoes}, and what is younger than a few graces. Safe for threads; what changes a room's runs on its lane
 * or by the timer, each time within {@link ConcurrentHashMap#compute}.
 */
@SingletonBean
class AwaitedEmits {

    /** After so many graces what is above the bound has been announced and gives way. */
    private static final int GRACES = 3;

    private final EchoRepository echoes;
    private final LiveNodes nodes;
    private final MessageRules rules;
    private final Clock clock;
    private final ConcurrentHashMap<Owner, List<Open>> known = new ConcurrentHashMap<>();

    /** When the open messages of others were read, by the nodes' clock; null before. */
    private volatile @Nullable Long readAt;

    private volatile boolean hasFormer = true;

    @Inject
    AwaitedEmits(EchoRepository echoes, LiveNodes nodes, MessageRules rules, Clock clock) {
        this.echoes = echoes;
        this.nodes = nodes;
        this.rules = rules;
        this.clock = clock;
    }

    /** When a message that is stored now, by this machine's clock, awaits no emit any more, by the store's: every node reads it. */
    Instant openUntil(Instant now) {
        return nodes.byStore(now).plus(rules.echoLifetime());
    }

    /** Whether {@link #now()} is known: before, another node's messages would seem to be older than they are, or younger. */
    boolean knowsTime() {
        return nodes.knowsStoresTime();
    }

    /** By the store's clock. */
    Instant now() {
        return nodes.byStore(clock.instant());
    }

    /** What these emits may announce; asked once for all of a batch, if at all. */
    Set<Awaited> among(RoomId room, List<PostMessage.Emitted> emits) {
        if (emits.isEmpty() || isComplete()) {
            return emits.stream()
                    .filter(emit -> known
                            .getOrDefault(new Owner(room, emit.sender().id()), List.of())
                            .stream()
                            .anyMatch(Open.saying(emit.content())))
                    .map(emit -> new Awaited(emit.sender().id(), emit.content()))
                    .collect(Collectors.toCollection(HashSet::new));
        }
        Set<UserId> senders = emits.stream().map(emit -> emit.sender().id()).collect(Collectors.toSet());
        return new HashSet<>(echoes.awaited(room, senders));
    }

    /** A message is being stored that awaits an emit. */
    void add(RoomId room, Draft draft, Instant now) {
        UserId sender = draft.post().command().sender().id();
        add(new Owner(room, sender), new Open(draft.id(), draft.content().hashCode(), openUntil(now)));
    }

    private void add(Owner owner, Open open) {
        known.merge(
                owner,
                List.of(open),
                (before, added) -> before.contains(open)
                        ? before
                        : Stream.concat(before.stream(), added.stream()).toList());
    }

    /** An emit has found this message. */
    void claimed(RoomId room, UserId sender, MessageId message) {
        remove(new Owner(room, sender), open -> open.message().equals(message));
    }

    private void remove(Owner owner, Predicate<Open> which) {
        known.computeIfPresent(owner, (same, all) -> {
            List<Open> left = all.stream().filter(which.negate()).toList();
            return left.isEmpty() ? null : left;
        });
    }

    /**
     * Reads what others have left, if this node is alone and has not yet, and lets the oldest of who has too many give way.
     * Called by a timer.
     *
     * @throws xyz.anipub.chat.UnavailableException if the store is away; the next run does it
     */
    void refresh() {
        Instant now = now();
        if (hasFormer) {
            hasFormer = echoes.hasFormer(now);
        }
        if (nodes.isAlone() && !isComplete()) {
            long asked = nodes.now();
            echoes.open().forEach(echo -> add(new Owner(echo.room(), echo.sender()), Open.of(echo)));
            readAt = asked;
        }
        giveWay(now);
    }

    private void giveWay(Instant now) {
        Duration age = rules.echoGrace().multipliedBy(GRACES);
        Instant old = now.plus(rules.echoLifetime()).minus(age);
        List<MessageId> givingWay = new ArrayList<>();
        known.values().forEach(all -> all.stream()
                .limit(Math.max(0, all.size() - rules.maxEchoes()))
                .filter(open -> open.until().isBefore(old))
                .forEach(open -> givingWay.add(open.message())));
        if (!givingWay.isEmpty()) {
            Set<MessageId> gone = echoes.close(givingWay);
            known.keySet().forEach(owner -> remove(owner, open -> gone.contains(open.message())));
        }
    }

    /** False if this node knows that no message is open, so that none is to be announced late, or closed. */
    boolean mayBeOpen() {
        return !known.isEmpty() || !isComplete();
    }

    /**
     * Forgets what was open until before this time: it has been announced.
     *
     * @param but whose messages may be announced yet
     */
    void forgetBefore(Instant until, Predicate<RoomId> but) {
        known.keySet().stream()
                .filter(owner -> !but.test(owner.room()))
                .forEach(owner -> remove(owner, open -> open.until().isBefore(until)));
    }

    private boolean isComplete() {
        Long read = readAt;
        return read != null && !hasFormer && nodes.isAloneSince(read);
    }

    /** Whose open messages are counted together. */
    private record Owner(RoomId room, UserId sender) {}

    /** @param content its hash, as there may be much of it */
    private record Open(MessageId message, int content, Instant until) {

        static Open of(Echo echo) {
            return new Open(echo.message(), echo.content().hashCode(), echo.until());
        }

        static Predicate<Open> saying(String content) {
            return open -> open.content == content.hashCode();
        }
    }
}
