package xyz.anipub.chat.posting;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import xyz.anipub.chat.MessageId;
import xyz.anipub.chat.message.Mention;
import xyz.anipub.chat.message.Message;
import xyz.anipub.chat.message.MessageState;
import xyz.anipub.chat.message.Posted;
import xyz.anipub.chat.message.Quote;
import xyz.anipub.chat.node.NodeId;

/**
 * A message on its way into the store.
 *
 * @param post whom to answer
 * @param id chosen before the store sees it, so that it can be asked for if the store does not answer
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
        AT_ONCE(true, false),
        /** This node as well, as its sender has no socket in the room; an emit that follows all the same announces nothing. */
        AT_ONCE_BEFORE_ECHO(true, true),
        /** The sender's emit, or the sweep if none comes. */
        BY_ECHO(false, true);

        private final boolean byInsert;
        private final boolean awaitsEcho;

        Announcing(boolean byInsert, boolean awaitsEcho) {
            this.byInsert = byInsert;
            this.awaitsEcho = awaitsEcho;
        }
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

    /**
     * As the store keeps it.
     *
     * @param openUntil when it awaits no emit any more, if it does
     */
    Posted posted(long seq, Instant at, NodeId me, Instant openUntil) {
        return new Posted(
                message(seq, at),
                isAnnouncedByInsert() ? Optional.of(me) : Optional.empty(),
                awaitsEcho() ? Optional.of(openUntil) : Optional.empty());
    }

    boolean isAnnouncedByInsert() {
        return announcing.byInsert;
    }

    boolean awaitsEcho() {
        return announcing.awaitsEcho;
    }

    /** What it is once it is stored. */
    RoomLog.Entry entry(Message stored) {
        return new RoomLog.Entry(post, stored, isAnnouncedByInsert());
    }

    /** What it is if it was stored before: {@link LostRights} sees to it that it is announced. */
    RoomLog.Entry repeated(Message before) {
        return new RoomLog.Entry(post, before, false);
    }

    /** Whether an emit that came behind this draft is its second step. */
    boolean isAwaitedBy(PostMessage.Emitted emit) {
        return awaitsEcho()
                && content.equals(emit.content())
                && post.command().sender().id().equals(emit.sender().id());
    }
}
