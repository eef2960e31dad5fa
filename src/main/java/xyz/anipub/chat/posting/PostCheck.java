package xyz.anipub.chat.posting;

import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import xyz.anipub.bean.SingletonBean;
import xyz.anipub.chat.ChatException;
import xyz.anipub.chat.MessageId;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.UnavailableException;
import xyz.anipub.chat.UserId;
import xyz.anipub.chat.member.Member;
import xyz.anipub.chat.message.Mention;
import xyz.anipub.chat.message.Mentions;
import xyz.anipub.chat.message.Message;
import xyz.anipub.chat.message.MessageDeletedException;
import xyz.anipub.chat.message.MessageNotFoundException;
import xyz.anipub.chat.message.MessageRepository;
import xyz.anipub.chat.message.MessageRepository.Attempt;
import xyz.anipub.chat.message.Quote;
import xyz.anipub.chat.posting.PostQueue.Post;
import xyz.anipub.chat.power.Power;
import xyz.anipub.chat.room.RoomService;

/**
 * Says which posts of a batch may be stored, and what they refer to. Asks once for all whose membership is not
 * {@linkplain KnownMembers#isProven proven}, once for the room if nobody belongs to it, once for who has which power in it if that
 * is not known, once for all messages that are answered, once for each answer where members may begin to read at different messages, and
 * once for all that are named; and nothing if there are none of them.
 */
@SingletonBean
class PostCheck {

    private final RoomService rooms;
    private final KnownMembers known;
    private final Power power;
    private final MessageRepository messages;
    private final Mentions mentions;

    @Inject
    PostCheck(RoomService rooms, KnownMembers known, Power power, MessageRepository messages, Mentions mentions) {
        this.rooms = rooms;
        this.known = known;
        this.power = power;
        this.messages = messages;
        this.mentions = mentions;
    }

    /** Those that may be stored or may answer what is, in their order; the others have been answered. */
    List<Checked> check(RoomId room, List<Post> posts) {
        Map<Post, ChatException> refusals = refusals(room, posts);
        Set<Attempt> stored = attempted(refusals.keySet());
        List<Post> allowed = posts.stream()
                .filter(post -> mayAnswer(post, refusals.get(post), stored))
                .toList();
        Map<MessageId, Message> originals = originals(allowed);
        Map<String, Member> named = mentions.known(
                room, allowed.stream().map(post -> post.command().content()).toList());
        List<Checked> checked = new ArrayList<>();
        for (Post post : allowed) {
            try {
                checked.add(new Checked(
                        post,
                        quote(post, originals),
                        Mentions.in(post.command().content(), named),
                        post.command() instanceof PostMessage.Emitted
                                        || post.command() instanceof PostMessage.EmittedAgain
                                ? Optional.ofNullable(refusals.get(post))
                                : Optional.empty()));
            } catch (MessageNotFoundException | MessageDeletedException refusal) {
                post.stored().completeExceptionally(refusal);
            }
        }
        return checked;
    }

    /** Why posts may not be stored. */
    private Map<Post, ChatException> refusals(RoomId room, List<Post> posts) {
        Set<UserId> members = members(room, posts);
        if (members.isEmpty()) {
            // Where somebody belongs there is a room.
            rooms.get(room);
        }
        Map<Post, ChatException> refusals = new HashMap<>();
        for (Post post : posts) {
            UserId sender = post.command().sender().id();
            if (members.contains(sender)) {
                refusal(room, sender).ifPresent(refusal -> refusals.put(post, refusal));
            } else {
                known.ended(room, sender);
                refusals.put(post, power.stranger(room));
            }
        }
        return refusals;
    }

    private Set<UserId> members(RoomId room, List<Post> posts) {
        Set<UserId> senders =
                posts.stream().map(post -> post.command().sender().id()).collect(Collectors.toSet());
        Set<UserId> members = senders.stream()
                .filter(sender -> known.isProven(room, sender))
                .collect(Collectors.toCollection(HashSet::new));
        senders.removeAll(members);
        if (!senders.isEmpty()) {
            members.addAll(found(room, senders));
        }
        return members;
    }

    /** Of a member. Asks the store nothing, once it was asked about the room. */
    private Optional<ChatException> refusal(RoomId room, UserId member) {
        try {
            power.poster(room, member);
            return Optional.empty();
        } catch (UnavailableException away) {
            throw away;
        } catch (ChatException refusal) {
            return Optional.of(refusal);
        }
    }

    /** What was stored before is answered as it was, whatever its sender may do by now; an emit may be about such. */
    private static boolean mayAnswer(Post post, @Nullable ChatException refusal, Set<Attempt> stored) {
        boolean may = refusal == null
                || post.command() instanceof PostMessage.EmittedAgain
                || post.command() instanceof PostMessage.Emitted
                || attempt(post.command()).filter(stored::contains).isPresent();
        if (!may && refusal != null) {
            post.stored().completeExceptionally(refusal);
        }
        return may;
    }

    private Set<Attempt> attempted(Collection<Post> posts) {
        List<Attempt> attempts =
                posts.stream().flatMap(post -> attempt(post.command()).stream()).toList();
        return attempts.isEmpty() ? Set.of() : messages.attempted(attempts);
    }

    private static Optional<Attempt> attempt(PostMessage command) {
        return command instanceof PostMessage.InOneStep post
                ? Optional.of(new Attempt(post.room(), post.sender().id(), post.clientId()))
                : Optional.empty();
    }

    private Set<UserId> found(RoomId room, Set<UserId> senders) {
        long asked = known.now();
        Set<UserId> found = rooms.membersAmong(room, senders);
        found.forEach(member -> known.found(room, member, asked));
        return found;
    }

    private Map<MessageId, Message> originals(List<Post> posts) {
        Set<MessageId> ids = posts.stream()
                .flatMap(post -> post.command().replyTo().stream())
                .collect(Collectors.toSet());
        Map<MessageId, Message> originals = new HashMap<>();
        if (!ids.isEmpty()) {
            messages.findAll(ids).forEach(message -> originals.put(message.id(), message));
        }
        return originals;
    }

    /** @throws ChatException if the message that is answered is not there, or not any more */
    private Optional<Quote> quote(Post post, Map<MessageId, Message> originals) {
        return post.command().replyTo().map(id -> {
            Optional<Message> original = Optional.ofNullable(originals.get(id))
                    .filter(message -> message.room().equals(post.command().room()));
            boolean deleted =
                    original.filter(message -> message.state().deleted()).isPresent();
            boolean hidden = original.filter(message -> isBefore(post, message)).isPresent();
            // A retry is answered with what was stored, whatever became of the original since.
            if ((deleted || hidden) && !isStored(post.command())) {
                throw hidden ? new MessageNotFoundException() : new MessageDeletedException();
            }
            return Quote.of(original.orElseThrow(MessageNotFoundException::new));
        });
    }

    /** Whether its sender may not read a message. */
    private boolean isBefore(Post post, Message original) {
        PostMessage command = post.command();
        return original.seq() < rooms.firstOf(command.room(), command.sender().id());
    }

    private boolean isStored(PostMessage command) {
        return command instanceof PostMessage.InOneStep post
                && messages.findByClientId(post.room(), post.sender().id(), post.clientId())
                        .isPresent();
    }

    /**
     * A post that may be stored.
     *
     * @param refusal of an emit: it may only answer what was stored before, and is refused if nothing was
     */
    record Checked(Post post, Optional<Quote> replyTo, List<Mention> mentions, Optional<ChatException> refusal) {

        PostMessage command() {
            return post.command();
        }

        Draft draft(MessageId id, Optional<String> clientId, Draft.Announcing announcing) {
            return new Draft(post, id, post.command().content(), clientId, replyTo, mentions, announcing);
        }
    }
}
