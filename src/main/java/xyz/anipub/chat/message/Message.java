package xyz.anipub.chat.message;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import xyz.anipub.chat.MessageId;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.member.Member;

/**
 * A stored message.
 *
 * @param seq its place in the room: 1, 2, 3 … without holes
 * @param sender as name and image were when it was posted
 * @param content trimmed; empty once it is deleted
 * @param timestamp server time, milliseconds
 * @param clientId what the client called this attempt; unique per room and sender
 * @param replyTo the message it answers, as that one was when this was read
 * @param mentions the members named in the content, in its order
 */
public record Message(
        MessageId id,
        RoomId room,
        long seq,
        Member sender,
        String content,
        Instant timestamp,
        Optional<String> clientId,
        Optional<Quote> replyTo,
        List<Mention> mentions,
        MessageState state) {

    public Message {
        mentions = List.copyOf(mentions);
    }

    /** One that refers to nothing and nobody, as it was posted. */
    public Message(
            MessageId id,
            RoomId room,
            long seq,
            Member sender,
            String content,
            Instant timestamp,
            Optional<String> clientId) {
        this(id, room, seq, sender, content, timestamp, clientId, Optional.empty(), List.of(), MessageState.POSTED);
    }

    /** The message after a change. */
    public Message revised(Revision revision) {
        return new Message(
                id,
                room,
                seq,
                revision.renamed()
                        .map(name -> new Member(sender.id(), name, ""))
                        .orElse(sender),
                revision.content(),
                timestamp,
                clientId,
                replyTo,
                revision.mentions(),
                revision.state());
    }

    /** Those of some messages, in the order of their numbers, that one may read from a seq on; nor do they quote what is before. */
    public static List<Message> from(long seq, List<Message> messages) {
        boolean all = seq <= 1 || messages.stream().allMatch(each -> each.seq() >= seq && !each.quotesBefore(seq));
        return all
                ? messages
                : messages.stream()
                        .filter(each -> each.seq() >= seq)
                        .map(each -> each.quotesBefore(seq) ? each.quotingNothing() : each)
                        .toList();
    }

    private boolean quotesBefore(long first) {
        return replyTo.filter(quote -> quote.seq() < first).isPresent();
    }

    /** The message without what it answers. */
    public Message quotingNothing() {
        return new Message(id, room, seq, sender, content, timestamp, clientId, Optional.empty(), mentions, state);
    }

    /** The message as all may read it who may read what has this seq or a higher one: what it quotes of before is empty. */
    public Message quotingFrom(long seq) {
        return replyTo.filter(quote -> quote.seq() < seq)
                .map(quote -> quoting(quote.withoutContent()))
                .orElse(this);
    }

    /** The message with what it answers as that is now. */
    public Message quoting(Quote quote) {
        return new Message(id, room, seq, sender, content, timestamp, clientId, Optional.of(quote), mentions, state);
    }
}
