package xyz.anipub.chat.posting;

import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import xyz.anipub.bean.SingletonBean;
import xyz.anipub.chat.ChatException;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.UserId;
import xyz.anipub.chat.message.Message;
import xyz.anipub.chat.message.MessageRepository;
import xyz.anipub.chat.message.Posted;
import xyz.anipub.chat.posting.EchoRepository.Awaited;
import xyz.anipub.chat.posting.EchoRepository.Claim;
import xyz.anipub.chat.posting.PostCheck.Checked;
import xyz.anipub.chat.posting.PostQueue.Post;

/**
 * Answers the emits that announce what their sender stored before, and announces it (record 19). Runs on the
 * room's lane.
 */
@SingletonBean
class EchoAnswers {

    private final MessageRepository messages;
    private final EchoRepository echoes;
    private final AwaitedEmits emits;
    private final Announcements announcements;
    private final LostRights rights;
    private final Unsettled unsettled;
    private final Clock clock;

    @Inject
    EchoAnswers(
            MessageRepository messages,
            EchoRepository echoes,
            AwaitedEmits emits,
            Announcements announcements,
            LostRights rights,
            Unsettled unsettled,
            Clock clock) {
        this.messages = messages;
        this.echoes = echoes;
        this.emits = emits;
        this.announcements = announcements;
        this.rights = rights;
        this.unsettled = unsettled;
        this.clock = clock;
    }

    /** For the whole batch: most emits are of senders that have stored nothing before. */
    Set<Awaited> awaited(RoomId room, List<Checked> posts) {
        return emits.among(
                room,
                posts.stream()
                        .map(Checked::command)
                        .filter(PostMessage.Emitted.class::isInstance)
                        .map(PostMessage.Emitted.class::cast)
                        .toList());
    }

    /**
     * Answers an emit from the oldest message with its content that awaits one. Passes over messages that were edited or
     * deleted: they do not say any more what is sent now.
     *
     * @return whether there was one
     */
    boolean answer(Post post, PostMessage.Emitted in) {
        RoomId room = in.room();
        UserId sender = in.sender().id();
        while (true) {
            Optional<Claim> claim =
                    claim(room, sender, ticket -> echoes.claimByContent(room, sender, in.content(), ticket));
            if (claim.isEmpty()) {
                return false;
            }
            Message message = claim.get().message();
            emits.claimed(room, sender, message.id());
            if (!message.state().isRewritten()) {
                announcements.tell(room, post, claim.get());
                return true;
            }
            announcements.announce(room, claim.get());
        }
    }

    /**
     * Answers an emit that names its message.
     *
     * @param refusal why its sender may not post, which is the answer if there is no such message: it tells nothing of the room
     */
    void answer(Post post, PostMessage.EmittedAgain in, Optional<ChatException> refusal) {
        RoomId room = in.room();
        UserId sender = in.sender().id();
        Optional<Claim> claim = claim(room, sender, ticket -> echoes.claimById(room, sender, in.message(), ticket));
        if (claim.isPresent()) {
            emits.claimed(room, sender, in.message());
            announcements.tell(room, post, claim.get());
        } else {
            answerFromStore(post, in, refusal);
        }
    }

    /**
     * It is not open, or not any more. One that was stored in one step may not have been announced, if its node stopped;
     * any other has been.
     */
    private void answerFromStore(Post post, PostMessage.EmittedAgain command, Optional<ChatException> refusal) {
        Optional<Posted> found = messages.findPosted(command.message())
                .filter(posted -> posted.message().room().equals(command.room())
                        && posted.message()
                                .sender()
                                .id()
                                .equals(command.sender().id()));
        if (found.isEmpty()) {
            post.stored().completeExceptionally(refusal.orElseGet(PostMessage.EmittedAgain::unknown));
        } else {
            post.stored().complete(found.get().message());
            rights.found(found.get());
        }
    }

    /** If the store does not answer, what was claimed is announced when it answers again. */
    private Optional<Claim> claim(RoomId room, UserId sender, Function<String, Optional<Claim>> claim) {
        String ticket = Announcements.newTicket();
        Instant sent = clock.instant();
        try {
            return claim.apply(ticket);
        } catch (RuntimeException failure) {
            unsettled.ask(room, new LostClaim(room, sender, ticket, sent));
            throw failure;
        }
    }

    /** A claim that was not answered: announced if it got the right to. */
    private final class LostClaim implements Unsettled.Question {

        private final RoomId room;
        private final UserId sender;
        private final String ticket;
        private final Instant sent;
        private @Nullable Instant landsUntil;

        LostClaim(RoomId room, UserId sender, String ticket, Instant sent) {
            this.room = room;
            this.sender = sender;
            this.ticket = ticket;
            this.sent = sent;
        }

        @Override
        public boolean settle() {
            Instant asked = clock.instant();
            Optional<Claim> claim = echoes.claimed(room, sender, ticket, sent);
            claim.ifPresent(made -> {
                emits.claimed(room, sender, made.message().id());
                announcements.announce(room, made);
            });
            if (landsUntil == null) {
                landsUntil = asked.plus(messages.landing());
            }
            return claim.isPresent() || asked.isAfter(landsUntil);
        }
    }
}
