package xyz.anipub.chat.posting;

import jakarta.inject.Inject;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import xyz.anipub.bean.SingletonBean;
import xyz.anipub.chat.MessageId;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.UserId;
import xyz.anipub.chat.message.Message;
import xyz.anipub.chat.message.MessageAnnouncer;
import xyz.anipub.chat.message.MessageRepository;
import xyz.anipub.chat.node.LiveNodes;
import xyz.anipub.chat.notice.NoticeQueue;

/**
 * Answers and announces what is stored in a room, each message once (decision records 4, 19). Runs on the room's lane. The
 * right to announce is taken before anybody is answered.
 */
@SingletonBean
class Announcements {

    private static final System.Logger LOG = System.getLogger(Announcements.class.getName());

    private final MessageRepository messages;
    private final EchoRepository echoes;
    private final MessageAnnouncer announcer;
    private final LiveNodes nodes;
    private final Unsettled unsettled;
    private final NoticeQueue notices;

    @Inject
    Announcements(
            MessageRepository messages,
            EchoRepository echoes,
            MessageAnnouncer announcer,
            LiveNodes nodes,
            Unsettled unsettled,
            NoticeQueue notices) {
        this.messages = messages;
        this.echoes = echoes;
        this.announcer = announcer;
        this.nodes = nodes;
        this.unsettled = unsettled;
        this.notices = notices;
    }

    /** Answers whoever was not answered before, and announces what this node has the right to. */
    void tell(RoomId room, List<RoomLog.Entry> entries) {
        Set<MessageId> ours = held(
                room,
                entries.stream()
                        .filter(RoomLog.Entry::ours)
                        .map(entry -> entry.message().id())
                        .toList());
        announcer.together(() -> {
            for (RoomLog.Entry entry : entries) {
                entry.post().stored().complete(entry.message());
                if (!ours.contains(entry.message().id())) {
                    announcer.unannounced(room, entry.message());
                }
            }
            // Together, so that everybody gets them in one piece; of a repeated clientId it is the same message.
            announce(
                    room,
                    entries.stream()
                            .map(RoomLog.Entry::message)
                            .filter(message -> ours.remove(message.id()))
                            .toList());
        });
    }

    /** Answers a post with the message that an emit has claimed, and announces it if nobody has. */
    void tell(RoomId room, PostQueue.Post post, EchoRepository.Claim claim) {
        announcer.together(() -> {
            post.stored().complete(claim.message());
            announce(room, claim);
        });
    }

    /** Announces what an emit has claimed, if nobody has. */
    void announce(RoomId room, EchoRepository.Claim claim) {
        if (!claim.alreadyAnnounced()) {
            announce(room, List.of(claim.message()));
        }
    }

    /** How a message is announced that its sender has stored by REST and may announce by an emit. */
    Draft.Announcing ofStored(RoomId room, UserId sender) {
        return announcer.isListening(room, sender) ? Draft.Announcing.BY_ECHO : Draft.Announcing.AT_ONCE_BEFORE_ECHO;
    }

    /** In the order of their numbers. */
    void announce(RoomId room, List<Message> stored) {
        if (!stored.isEmpty()) {
            announcer.announce(
                    room,
                    stored.stream().sorted(Comparator.comparing(Message::seq)).toList());
            notices.add(stored);
        }
    }

    /** This node's, unless it stood still for so long that another may have found that it has ended. */
    private Set<MessageId> held(RoomId room, List<MessageId> inserted) {
        if (inserted.isEmpty() || nodes.isSure()) {
            return new HashSet<>(inserted);
        }
        Claim ofInserts = new Claim(inserted, (ids, ticket) -> messages.heldBy(nodes.me(), ids));
        try {
            return new HashSet<>(ofInserts.take());
        } catch (RuntimeException failure) {
            LOG.log(System.Logger.Level.DEBUG, "asked again later", failure);
            unsettled.ask(room, () -> announce(room, ofInserts));
            return new HashSet<>();
        }
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
