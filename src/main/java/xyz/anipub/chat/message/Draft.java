package xyz.anipub.chat.message;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import xyz.anipub.chat.MessageId;
import xyz.anipub.chat.node.NodeId;

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
        /** This node: its insert has said so. */
        AT_ONCE,
        /** The sender's emit, or the sweep if none comes. */
        BY_ECHO,
        /** Nobody here: it was stored before, and {@link LostRights} sees to it that it is announced. */
        BEFORE
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

    /** As the store keeps it. */
    Posted posted(long seq, Instant at, NodeId me) {
        return new Posted(message(seq, at), announcing == Announcing.AT_ONCE ? Optional.of(me) : Optional.empty());
    }

    /** What it is once it is stored. */
    RoomLog.Entry entry(Message stored) {
        return new RoomLog.Entry(post, stored, announcing);
    }

    /** What it is if it was stored before. */
    RoomLog.Entry repeated(Message before) {
        return new RoomLog.Entry(post, before, Announcing.BEFORE);
    }

    /** Whether an emit that came behind this draft is its second step. */
    boolean isAwaitedBy(PostMessage.Emitted emit) {
        return announcing == Announcing.BY_ECHO
                && content.equals(emit.content())
                && post.command().sender().id().equals(emit.sender().id());
    }
}
