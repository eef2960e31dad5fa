package xyz.anipub.chat.posting;

import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import xyz.anipub.bean.SingletonBean;
import xyz.anipub.chat.ChatException;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.posting.EchoRepository.Awaited;
import xyz.anipub.chat.posting.PostCheck.Checked;
import xyz.anipub.chat.posting.PostQueue.Post;

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

    @Inject
    MessageWriter(
            PostCheck check, EchoAnswers echoes, RoomLog log, Announcements announcements, UncertainPosts uncertain) {
        this.check = check;
        this.echoes = echoes;
        this.log = log;
        this.announcements = announcements;
        this.uncertain = uncertain;
    }

    /** Does what the posts ask for and answers every one of them. Does not throw. */
    void write(RoomId room, List<Post> posts) {
        try {
            List<Draft> drafts = new ArrayList<>();
            List<Checked> allowed = check.check(room, posts);
            Set<Awaited> awaited = echoes.awaited(room, allowed);
            for (Checked post : allowed) {
                if (post.command() instanceof PostMessage.InOneStep in) {
                    drafts.add(draft(post, Optional.of(in.clientId()), Draft.Announcing.AT_ONCE));
                } else if (post.command() instanceof PostMessage.Stored in) {
                    drafts.add(draft(
                            post,
                            Optional.empty(),
                            announcements.ofStored(room, in.sender().id())));
                    awaited.add(new Awaited(in.sender().id(), in.content()));
                } else if (post.command() instanceof PostMessage.Emitted in) {
                    if (drafts.stream().anyMatch(earlier -> earlier.isAwaitedBy(in))) {
                        store(room, drafts);
                    }
                    if (!awaited.contains(new Awaited(in.sender().id(), in.content()))
                            || !echoes.answer(post.post(), in)) {
                        drafts.add(draft(post, Optional.empty(), Draft.Announcing.AT_ONCE));
                    }
                } else if (post.command() instanceof PostMessage.EmittedAgain in) {
                    store(room, drafts);
                    echoes.answer(post.post(), in);
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

    private Draft draft(Checked post, Optional<String> clientId, Draft.Announcing announcing) {
        return post.draft(log.nextId(), clientId, announcing);
    }

    /** Stores, answers and announces the drafts, and empties the list. */
    private void store(RoomId room, List<Draft> drafts) {
        if (drafts.isEmpty()) {
            return;
        }
        RoomLog.Written written = new RoomLog.Written();
        try {
            log.append(room, List.copyOf(drafts), written);
        } finally {
            // What was stored before the store failed is answered and announced like everything else.
            drafts.clear();
            if (!written.unknown().isEmpty()) {
                uncertain.follow(room, written.unknown());
            }
            announcements.tell(room, written.entries());
        }
    }

    private static void refuse(List<Post> posts, Throwable refusal) {
        // Those that were answered before stay answered.
        posts.forEach(post -> post.stored().completeExceptionally(refusal));
    }
}
