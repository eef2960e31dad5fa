package xyz.anipub.chat.message;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.UserId;
import xyz.anipub.chat.message.EchoRepository.Awaited;
import xyz.anipub.chat.message.EchoRepository.Claim;
import xyz.anipub.chat.message.PostCheck.Checked;
import xyz.anipub.chat.message.PostQueue.Post;

/**
 * Answers the emits that announce what their sender stored before, and announces it (design decision 5). Runs on the
 * room's lane.
 */
@ApplicationScoped
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

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected EchoAnswers() {
        this(null, null, null, null, null, null, null);
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
     * Answers an emit from the oldest message with its content that awaits one. Passes over entries whose POST failed, as
     * a repetition of it may have left another one, and over messages that were edited or deleted: they do not say any
     * more what is sent now.
     *
     * @return whether there was one
     */
    boolean answer(Post post, PostMessage.Emitted in) {
        while (true) {
            Found found = claim(
                    in.room(),
                    in.sender().id(),
                    ticket -> echoes.claimByContent(in.room(), in.sender().id(), in.content(), ticket));
            Optional<Message> same =
                    found.message().filter(message -> !message.state().isRewritten());
            same.ifPresent(post.stored()::complete);
            announce(in.room(), found);
            if (found.claim().isEmpty()) {
                emits.notFound(in.room(), in.sender().id(), in.content());
                return false;
            }
            emits.claimed(in.room(), in.sender().id(), in.content());
            if (same.isPresent()) {
                return true;
            }
        }
    }

    /** Answers an emit that names its message. */
    void answer(Post post, PostMessage.EmittedAgain in) {
        Found found = claim(
                in.room(),
                in.sender().id(),
                ticket -> echoes.claimById(in.room(), in.sender().id(), in.message(), ticket));
        if (found.message().isPresent()) {
            post.stored().complete(found.message().get());
            announce(in.room(), found);
        } else {
            answerFromStore(post, in);
        }
    }

    /**
     * It has no entry, or none any more. One that was stored in one step may not have been announced, if its node stopped;
     * any other has been.
     */
    private void answerFromStore(Post post, PostMessage.EmittedAgain command) {
        Optional<Posted> found = messages.findPosted(command.message())
                .filter(posted -> posted.message().room().equals(command.room())
                        && posted.message()
                                .sender()
                                .id()
                                .equals(command.sender().id()));
        if (found.isEmpty()) {
            post.stored().completeExceptionally(PostMessage.EmittedAgain.unknown());
        } else {
            post.stored().complete(found.get().message());
            rights.found(found.get());
        }
    }

    /** Claims, and finds the message. If either fails, what was claimed is announced when the store answers again. */
    private Found claim(RoomId room, UserId sender, Function<String, Optional<Claim>> claim) {
        String ticket = Announcements.newTicket();
        try {
            return found(claim.apply(ticket), ticket);
        } catch (RuntimeException failure) {
            unsettled.ask(room, new LostClaim(room, sender, ticket));
            throw failure;
        }
    }

    private Found found(Optional<Claim> claim, String ticket) {
        Optional<Message> message = claim.flatMap(made -> messages.find(made.message()));
        if (message.isEmpty() && claim.isPresent() && !claim.get().alreadyAnnounced()) {
            // Its POST is still on its way to the store, through another node; the sweep will announce it.
            echoes.release(claim.get().message(), ticket);
        }
        return new Found(claim, message);
    }

    private void announce(RoomId room, Found found) {
        if (!found.claim().map(Claim::alreadyAnnounced).orElse(true)) {
            announcements.announce(room, found.message().stream().toList());
        }
    }

    /** What a claim got; without a message if that is not stored. */
    private record Found(Optional<Claim> claim, Optional<Message> message) {}

    /** A claim that was not answered, or whose message could not be read: announced if it got the right to. */
    private final class LostClaim implements Unsettled.Question {

        private final RoomId room;
        private final UserId sender;
        private final String ticket;
        private @Nullable Instant landsUntil;

        LostClaim(RoomId room, UserId sender, String ticket) {
            this.room = room;
            this.sender = sender;
            this.ticket = ticket;
        }

        @Override
        public boolean settle() {
            Instant asked = clock.instant();
            Found found = found(echoes.claimed(room, sender, ticket), ticket);
            announce(room, found);
            if (landsUntil == null) {
                landsUntil = asked.plus(messages.landing());
            }
            return found.claim().isPresent() || asked.isAfter(landsUntil);
        }
    }
}
