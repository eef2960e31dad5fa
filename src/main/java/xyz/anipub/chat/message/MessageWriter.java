package xyz.anipub.chat.message;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import xyz.anipub.chat.ChatException;
import xyz.anipub.chat.MessageId;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.UserId;
import xyz.anipub.chat.message.EchoRepository.Awaited;
import xyz.anipub.chat.message.EchoRepository.Claim;
import xyz.anipub.chat.message.PostCheck.Checked;
import xyz.anipub.chat.message.PostQueue.Post;

/**
 * Writes the posts of one room: checks them, stores, answers, announces, in this order (design decisions 4, 5).
 *
 * <p>Runs on the room's lane, so never twice at once for a room of this node. Other nodes may write to the same room:
 * the unique index of the sequence decides between them.
 */
@ApplicationScoped
class MessageWriter {

    private static final System.Logger LOG = System.getLogger(MessageWriter.class.getName());

    private final PostCheck check;
    private final MessageRepository messages;
    private final EchoRepository echoes;
    private final MessageAnnouncer announcer;
    private final RoomLog log;

    @Inject
    MessageWriter(
            PostCheck check,
            MessageRepository messages,
            EchoRepository echoes,
            MessageAnnouncer announcer,
            RoomLog log) {
        this.check = check;
        this.messages = messages;
        this.echoes = echoes;
        this.announcer = announcer;
        this.log = log;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected MessageWriter() {
        this(null, null, null, null, null);
    }

    /** Does what the posts ask for and answers every one of them. Does not throw. */
    void write(RoomId room, List<Post> posts) {
        try {
            List<Draft> drafts = new ArrayList<>();
            List<Checked> allowed = check.check(room, posts);
            Set<Awaited> awaited = awaited(room, allowed);
            for (Checked post : allowed) {
                if (post.command() instanceof PostMessage.InOneStep in) {
                    drafts.add(draft(post, Optional.of(in.clientId()), Draft.Announcing.WITH_CLAIM));
                } else if (post.command() instanceof PostMessage.Stored in) {
                    drafts.add(draft(post, Optional.empty(), Draft.Announcing.BY_ECHO));
                    awaited.add(new Awaited(in.sender().id(), in.content()));
                } else if (post.command() instanceof PostMessage.Emitted in) {
                    if (drafts.stream().anyMatch(earlier -> earlier.isAwaitedBy(in))) {
                        store(room, drafts);
                    }
                    if (!awaited.contains(new Awaited(in.sender().id(), in.content()))
                            || !answerFromEcho(post.post(), in)) {
                        drafts.add(draft(post, Optional.empty(), Draft.Announcing.AT_ONCE));
                    }
                } else if (post.command() instanceof PostMessage.EmittedAgain in) {
                    store(room, drafts);
                    if (!answerFromEcho(
                            post.post(), echoes.claimById(room, in.sender().id(), in.message()))) {
                        answerFromStore(post.post(), in);
                    }
                }
            }
            store(room, drafts);
        } catch (ChatException refusal) {
            refuse(posts, refusal);
        } catch (RuntimeException | Error bug) {
            LOG.log(System.Logger.Level.ERROR, "posts to room " + room + " failed", bug);
            refuse(posts, bug);
        }
    }

    /** Asked once for the whole batch: most emits are of senders that have stored nothing before. */
    private Set<Awaited> awaited(RoomId room, List<Checked> posts) {
        Set<UserId> emitting = posts.stream()
                .map(Checked::command)
                .filter(PostMessage.Emitted.class::isInstance)
                .map(command -> command.sender().id())
                .collect(Collectors.toSet());
        return emitting.isEmpty() ? new HashSet<>() : new HashSet<>(echoes.awaited(room, emitting));
    }

    private Draft draft(Checked post, Optional<String> clientId, Draft.Announcing announcing) {
        return post.draft(messages.nextId(), clientId, announcing);
    }

    /** Stores, answers and announces the drafts, and empties the list. */
    private void store(RoomId room, List<Draft> drafts) {
        if (drafts.isEmpty()) {
            return;
        }
        List<RoomLog.Entry> entries = new ArrayList<>();
        try {
            log.append(room, List.copyOf(drafts), entries);
        } finally {
            // What was stored before the store failed is answered and announced like everything else.
            drafts.clear();
            tell(room, entries);
        }
    }

    private void tell(RoomId room, List<RoomLog.Entry> entries) {
        Set<MessageId> ours = claims(entries);
        for (RoomLog.Entry entry : entries) {
            entry.post().stored().complete(entry.message());
        }
        // Together, so that everybody gets them in one piece; of a repeated clientId it is the same message.
        List<Message> announced = entries.stream()
                .map(RoomLog.Entry::message)
                .filter(message -> ours.remove(message.id()))
                .toList();
        if (!announced.isEmpty()) {
            announcer.announce(room, announced);
        }
    }

    /**
     * The right to announce is taken before anybody is answered: who gets no answer asks again and finds it free. If the
     * store fails here, only those are refused whose retry announces; the sweep announces what awaits an echo.
     */
    private Set<MessageId> claims(List<RoomLog.Entry> entries) {
        Set<MessageId> ours = new HashSet<>(ids(entries, Draft.Announcing.AT_ONCE));
        try {
            List<MessageId> withClaim = ids(entries, Draft.Announcing.WITH_CLAIM);
            if (!withClaim.isEmpty()) {
                ours.addAll(messages.claim(withClaim));
            }
        } catch (ChatException away) {
            entries.stream()
                    .filter(entry -> entry.announcing() == Draft.Announcing.WITH_CLAIM)
                    .forEach(entry -> entry.post().stored().completeExceptionally(away));
            return ours;
        }
        try {
            List<MessageId> withoutEcho = ids(
                    entries.stream()
                            .filter(entry -> !isEchoPossible(entry.message()))
                            .toList(),
                    Draft.Announcing.BY_ECHO);
            if (!withoutEcho.isEmpty()) {
                ours.addAll(echoes.claimAnnouncements(withoutEcho));
            }
        } catch (ChatException away) {
            LOG.log(System.Logger.Level.DEBUG, "left to the sweep", away);
        }
        return ours;
    }

    private boolean isEchoPossible(Message message) {
        return announcer.isListening(message.room(), message.sender().id());
    }

    private static List<MessageId> ids(List<RoomLog.Entry> entries, Draft.Announcing announcing) {
        return entries.stream()
                .filter(entry -> entry.announcing() == announcing)
                .map(entry -> entry.message().id())
                .distinct()
                .toList();
    }

    /** Passes over entries whose POST failed: a repetition of it may have left another one. */
    private boolean answerFromEcho(Post post, PostMessage.Emitted in) {
        Optional<Claim> claim = echoes.claimByContent(in.room(), in.sender().id(), in.content());
        while (claim.isPresent() && !answerFromEcho(post, claim)) {
            claim = echoes.claimByContent(in.room(), in.sender().id(), in.content());
        }
        return claim.isPresent();
    }

    private boolean answerFromEcho(Post post, Optional<Claim> claim) {
        if (claim.isEmpty()) {
            return false;
        }
        Optional<Message> message = messages.find(claim.get().message());
        if (message.isEmpty()) {
            // Its POST is still on its way to the store, through another node; the sweep will announce it.
            echoes.release(claim.get().message());
            return false;
        }
        post.stored().complete(message.get());
        if (!claim.get().alreadyAnnounced()) {
            announcer.announce(message.get().room(), List.of(message.get()));
        }
        return true;
    }

    /** The entry is gone after its lifetime: by then the message has been announced. */
    private void answerFromStore(Post post, PostMessage.EmittedAgain command) {
        Optional<Message> message = messages.find(command.message())
                .filter(stored -> stored.room().equals(command.room())
                        && stored.sender().id().equals(command.sender().id()));
        message.ifPresentOrElse(
                post.stored()::complete, () -> post.stored().completeExceptionally(PostMessage.EmittedAgain.unknown()));
    }

    private static void refuse(List<Post> posts, Throwable refusal) {
        // Those that were answered before stay answered.
        posts.forEach(post -> post.stored().completeExceptionally(refusal));
    }
}
