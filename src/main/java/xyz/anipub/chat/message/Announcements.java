package xyz.anipub.chat.message;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import xyz.anipub.chat.MessageId;
import xyz.anipub.chat.RoomId;

/**
 * Answers and announces what is stored in a room, each message once (decision records 4, 14). Runs on the room's lane.
 *
 * <p>The right to announce is taken before anybody is answered: who gets no answer asks again and finds it free, or taken
 * by a node that asks again itself.
 */
@ApplicationScoped
class Announcements {

    private static final System.Logger LOG = System.getLogger(Announcements.class.getName());

    private final MessageRepository messages;
    private final EchoRepository echoes;
    private final MessageAnnouncer announcer;
    private final Unsettled unsettled;

    @Inject
    Announcements(MessageRepository messages, EchoRepository echoes, MessageAnnouncer announcer, Unsettled unsettled) {
        this.messages = messages;
        this.echoes = echoes;
        this.announcer = announcer;
        this.unsettled = unsettled;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected Announcements() {
        this(null, null, null, null);
    }

    /** Answers whoever was not answered before, and announces what this node has the right to. */
    void tell(RoomId room, List<RoomLog.Entry> entries) {
        Set<MessageId> ours = claims(room, entries);
        for (RoomLog.Entry entry : entries) {
            entry.post().stored().complete(entry.message());
        }
        // Together, so that everybody gets them in one piece; of a repeated clientId it is the same message.
        announce(
                room,
                entries.stream()
                        .map(RoomLog.Entry::message)
                        .filter(message -> ours.remove(message.id()))
                        .toList());
    }

    /** In the order of their numbers. */
    void announce(RoomId room, List<Message> stored) {
        if (!stored.isEmpty()) {
            announcer.announce(
                    room,
                    stored.stream().sorted(Comparator.comparing(Message::seq)).toList());
        }
    }

    private Set<MessageId> claims(RoomId room, List<RoomLog.Entry> entries) {
        Set<MessageId> ours = new HashSet<>(ids(entries, Draft.Announcing.AT_ONCE));
        Claim withClaim = new Claim(ids(entries, Draft.Announcing.WITH_CLAIM), messages::claim);
        try {
            ours.addAll(withClaim.take());
        } catch (RuntimeException failure) {
            unsettled.ask(room, () -> announce(room, withClaim));
            entries.stream()
                    .filter(entry -> entry.announcing() == Draft.Announcing.WITH_CLAIM)
                    .forEach(entry -> entry.post().stored().completeExceptionally(failure));
        }
        List<RoomLog.Entry> withoutEcho = entries.stream()
                .filter(entry -> entry.announcing() == Draft.Announcing.BY_ECHO)
                .filter(entry ->
                        !announcer.isListening(room, entry.message().sender().id()))
                .toList();
        Claim ofEchoes = new Claim(ids(withoutEcho, Draft.Announcing.BY_ECHO), echoes::claimAnnouncements);
        try {
            ours.addAll(ofEchoes.take());
        } catch (RuntimeException failure) {
            LOG.log(System.Logger.Level.DEBUG, "claimed again later", failure);
            unsettled.ask(room, () -> announce(room, ofEchoes));
        }
        return ours;
    }

    /** What was stored before; read again, as it may have been changed since. */
    private boolean announce(RoomId room, Claim claim) {
        Set<MessageId> ours = claim.take();
        if (!ours.isEmpty()) {
            announce(room, messages.findAll(ours));
        }
        return true;
    }

    /**
     * Takes the right to announce what awaited an echo, and announces that.
     *
     * @throws xyz.anipub.chat.UnavailableException if the store fails; then it is done later
     */
    void announceLate(RoomId room, List<Message> late) {
        Claim claim = new Claim(late.stream().map(Message::id).toList(), echoes::claimAnnouncements);
        try {
            Set<MessageId> ours = claim.take();
            announce(
                    room,
                    late.stream().filter(message -> ours.contains(message.id())).toList());
        } catch (RuntimeException failure) {
            unsettled.ask(room, () -> announce(room, claim));
            throw failure;
        }
    }

    private static List<MessageId> ids(List<RoomLog.Entry> entries, Draft.Announcing announcing) {
        return entries.stream()
                .filter(entry -> entry.announcing() == announcing)
                .map(entry -> entry.message().id())
                .distinct()
                .toList();
    }

    /** A right to announce; taken again it is the same. */
    private record Claim(List<MessageId> ids, String ticket, BiFunction<List<MessageId>, String, Set<MessageId>> of) {

        Claim(List<MessageId> ids, BiFunction<List<MessageId>, String, Set<MessageId>> of) {
            this(ids, ids.isEmpty() ? "" : newTicket(), of);
        }

        Set<MessageId> take() {
            return ids.isEmpty() ? Set.of() : of.apply(ids, ticket);
        }
    }

    /** A fresh name for a claim. */
    static String newTicket() {
        return UUID.randomUUID().toString();
    }
}
