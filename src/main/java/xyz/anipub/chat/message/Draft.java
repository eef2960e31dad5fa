package xyz.anipub.chat.message;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import xyz.anipub.chat.MessageId;

/**
 * A message on its way into the store.
 *
 * @param post whom to answer
 * @param id chosen before the store sees it, so that an entry for its echo can be written first
 */
record Draft(
        PostQueue.Post post,
        MessageId id,
        String content,
        Optional<String> clientId,
        Optional<Quote> replyTo,
        List<Mention> mentions,
        Draft.Announcing announcing) {

    /** Who announces the message once it is stored. */
    enum Announcing {
        /** This node, without asking: nobody else can know the message. */
        AT_ONCE,
        /** Whoever claims it in the store first: a retry may come through another node. */
        WITH_CLAIM,
        /** The sender's emit, or the sweep if none comes. */
        BY_ECHO
    }

    /** The message that it becomes. */
    Message message(long seq, Instant at) {
        return new Message(
                id,
                post.command().room(),
                seq,
                post.command().sender(),
                content,
                at,
                clientId,
                replyTo,
                mentions,
                MessageState.POSTED);
    }

    /** What it is once it is stored. */
    RoomLog.Entry entry(Message stored) {
        return new RoomLog.Entry(post, stored, announcing);
    }

    /** Whether an emit that came behind this draft is its second step. */
    boolean isAwaitedBy(PostMessage.Emitted emit) {
        return announcing == Announcing.BY_ECHO
                && content.equals(emit.content())
                && post.command().sender().id().equals(emit.sender().id());
    }
}
