package xyz.anipub.chat.posting;

import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import xyz.anipub.bean.SingletonBean;
import xyz.anipub.chat.ChatException;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.UnavailableException;
import xyz.anipub.chat.UserId;
import xyz.anipub.chat.posting.EchoRepository.Awaited;
import xyz.anipub.chat.posting.PostCheck.Checked;
import xyz.anipub.chat.posting.PostQueue.Post;
import xyz.anipub.chat.power.SlowMode;
import xyz.anipub.chat.power.TurnRepository.Turn;

/**
 * Writes the posts of one room: checks them, stores, answers, announces, in this order (records 15, 19).
 *
 * <p>Runs on the room's lane, so never twice at once for a room of this node. Other nodes may write to the same room:
 * the unique index of the sequence decides between them.
 */
@SingletonBean
class MessageWriter {

    private static final System.Logger LOG = System.getLogger(MessageWriter.class.getName());

    private final PostCheck check;
    private final EchoAnswers echoes;
    private final RoomLog log;
    private final Announcements announcements;
    private final UncertainPosts uncertain;
    private final SlowMode slow;

    @Inject
    MessageWriter(
            PostCheck check,
            EchoAnswers echoes,
            RoomLog log,
            Announcements announcements,
            UncertainPosts uncertain,
            SlowMode slow) {
        this.check = check;
        this.echoes = echoes;
        this.log = log;
        this.announcements = announcements;
        this.uncertain = uncertain;
        this.slow = slow;
    }

    /** Does what the posts ask for and answers every one of them. Does not throw. */
    void write(RoomId room, List<Post> posts) {
        Batch batch = new Batch(room, new ArrayList<>(), new IdentityHashMap<>());
        try {
            List<Checked> allowed = check.check(room, posts);
            Set<Awaited> awaited = echoes.awaited(room, allowed);
            for (Checked post : allowed) {
                if (post.command() instanceof PostMessage.InOneStep in) {
                    add(batch, post, Optional.of(in.clientId()), Draft.Announcing.AT_ONCE);
                } else if (post.command() instanceof PostMessage.Stored in) {
                    add(
                            batch,
                            post,
                            Optional.empty(),
                            announcements.ofStored(room, in.sender().id()));
                    awaited.add(new Awaited(in.sender().id(), in.content()));
                } else if (post.command() instanceof PostMessage.Emitted in) {
                    if (batch.drafts().stream().anyMatch(earlier -> earlier.isAwaitedBy(in))) {
                        store(batch);
                    }
                    if (!awaited.contains(new Awaited(in.sender().id(), in.content()))
                            || !echoes.answer(post.post(), in)) {
                        add(batch, post, Optional.empty(), Draft.Announcing.AT_ONCE);
                    }
                } else if (post.command() instanceof PostMessage.EmittedAgain in) {
                    store(batch);
                    echoes.answer(post.post(), in, post.refusal());
                }
            }
            store(batch);
        } catch (ChatException refusal) {
            refuse(posts, refusal);
        } catch (RuntimeException | Error bug) {
            LOG.log(System.Logger.Level.ERROR, "posts to room " + room + " failed", bug);
            refuse(posts, bug);
        } finally {
            giveBack(batch.turns().values());
        }
    }

    /** Of a sender who may not post, or not yet, it is answered. */
    private void add(Batch batch, Checked post, Optional<String> clientId, Draft.Announcing announcing) {
        Draft draft = post.draft(log.nextId(), clientId, announcing);
        try {
            if (post.refusal().isPresent()) {
                throw post.refusal().get();
            }
            takeTurn(batch, draft);
            batch.drafts().add(draft);
        } catch (UnavailableException away) {
            throw away;
        } catch (ChatException refusal) {
            post.post().stored().completeExceptionally(refusal);
        }
    }

    /** In rooms that are slow; a repetition needs none. */
    private void takeTurn(Batch batch, Draft draft) {
        UserId sender = draft.post().command().sender().id();
        if (slow.slows(batch.room(), sender) && !log.isRepeated(draft)) {
            slow.take(batch.room(), sender, draft.id(), draft.clientId(), log.landing(), log::isStored)
                    .ifPresent(turn -> batch.turns().put(draft.post(), turn));
        }
    }

    /** Stores, answers and announces the drafts, and empties the list. */
    private void store(Batch batch) {
        List<Draft> drafts = batch.drafts();
        RoomId room = batch.room();
        if (drafts.isEmpty()) {
            return;
        }
        RoomLog.Written written = new RoomLog.Written();
        try {
            log.append(room, List.copyOf(drafts), written);
        } finally {
            // What was stored before the store failed is answered and announced like everything else.
            drafts.clear();
            written.unknown().forEach(draft -> batch.turns().remove(draft.post()));
            // Also of what another attempt has stored, under another id.
            written.entries().forEach(entry -> batch.turns().remove(entry.post()));
            if (!written.unknown().isEmpty()) {
                uncertain.follow(room, written.unknown());
            }
            announcements.tell(room, written.entries());
        }
    }

    private void giveBack(Collection<Turn> turns) {
        try {
            turns.stream().filter(turn -> !log.isStored(turn)).forEach(slow::giveBack);
        } catch (UnavailableException away) {
            // Its message is not there: a while later it is in nobody's way.
            LOG.log(System.Logger.Level.DEBUG, "a turn is lost for a moment", away);
        }
    }

    /**
     * What is stored together.
     *
     * @param turns that were taken in a slow room, by the post for which they are, and are given back if nothing is stored
     */
    private record Batch(RoomId room, List<Draft> drafts, Map<Post, Turn> turns) {}

    private static void refuse(List<Post> posts, Throwable refusal) {
        // Those that were answered before stay answered.
        posts.forEach(post -> post.stored().completeExceptionally(refusal));
    }
}
