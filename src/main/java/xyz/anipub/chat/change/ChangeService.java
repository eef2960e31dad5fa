package xyz.anipub.chat.change;

import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import xyz.anipub.bean.SingletonBean;
import xyz.anipub.chat.ChatException;
import xyz.anipub.chat.ErrorCode;
import xyz.anipub.chat.InvalidFieldException;
import xyz.anipub.chat.MessageId;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.RoomLanes;
import xyz.anipub.chat.RoomNotFoundException;
import xyz.anipub.chat.UnavailableException;
import xyz.anipub.chat.UserId;
import xyz.anipub.chat.member.NotAMemberException;
import xyz.anipub.chat.message.ChangeMessage;
import xyz.anipub.chat.message.Message;
import xyz.anipub.chat.message.MessageDeletedException;
import xyz.anipub.chat.message.MessageNotFoundException;
import xyz.anipub.chat.message.MessageRules;
import xyz.anipub.chat.message.Revision;
import xyz.anipub.chat.posting.KnownMembers;
import xyz.anipub.chat.room.RoomService;
import xyz.anipub.text.Emoji;

/** The use cases of changing stored messages: editing, deleting, reacting, and reading what was changed. */
@SingletonBean
public class ChangeService {

    /** So that nobody fills a room's lane alone. */
    private static final int MAX_WAITING_OF_ONE = 200;

    private final ConcurrentHashMap<Waiting, Integer> waiting = new ConcurrentHashMap<>();
    private final RoomLanes lanes;
    private final ChangeWriter writer;
    private final MessageChangeRepository changes;
    private final RoomService rooms;
    private final KnownMembers members;
    private final MessageRules rules;

    @Inject
    public ChangeService(
            RoomLanes lanes,
            ChangeWriter writer,
            MessageChangeRepository changes,
            RoomService rooms,
            KnownMembers members,
            MessageRules rules) {
        this.lanes = lanes;
        this.writer = writer;
        this.changes = changes;
        this.rooms = rooms;
        this.members = members;
        this.rules = rules;
    }

    /**
     * Changes a message under the next number of its room and announces it. What changes nothing, as the same content or
     * the same reaction again, gets no number and is not announced.
     *
     * <p>Returns at once, unless the user is not known as a member: then the store is asked before, so that strangers
     * do not fill the room's lane. The stage completes on the room's lane with the message as it is then, before it is announced,
     * or exceptionally with {@link xyz.anipub.chat.member.NotAMemberException}, {@link
     * xyz.anipub.chat.RoomNotFoundException}, {@link MessageNotFoundException}, {@link MessageDeletedException}, a
     * {@link xyz.anipub.chat.ChatException} {@code forbidden} if another user wrote it or {@code conflict} if it has too
     * many reactions, or {@link xyz.anipub.chat.UnavailableException}; after the last one the message may be changed all
     * the same, and a repetition is safe.
     *
     * @throws xyz.anipub.chat.InvalidFieldException if content or emoji break the rules
     * @throws ChatException as the stage, if the user is not a member
     * @throws UnavailableException if too much waits in the room's lane
     * @throws ChatException {@code rate_limited} if {@value #MAX_WAITING_OF_ONE} changes of the user wait there
     */
    public CompletionStage<Message> change(ChangeMessage command) {
        ChangeMessage checked = checked(command);
        if (!members.isKnown(command.room(), command.user())) {
            rooms.requireMember(command.room(), command.user());
            members.seen(command.room(), command.user());
        }
        return inLane(command.room(), command.user(), answer -> writer.write(checked, rules.changes(), answer));
    }

    /**
     * The same for who may do what members may not: nothing is asked but what the change itself asks, on the lane.
     *
     * @param change what to make of the message as it is; what it throws refuses it. Called again if another node changed
     *     something meanwhile
     */
    public CompletionStage<Message> changeAs(
            UserId user, RoomId room, MessageId message, Function<Message, Revision> change) {
        return inLane(room, user, answer -> writer.write(room, message, change, answer::complete));
    }

    private CompletionStage<Message> inLane(RoomId room, UserId user, Consumer<CompletableFuture<Message>> task) {
        CompletableFuture<Message> answer = new CompletableFuture<>();
        Waiting place = take(new Waiting(room, user));
        try {
            lanes.submit(room, () -> task.accept(answer)).whenComplete((done, failure) -> {
                leave(place);
                if (failure instanceof NotAMemberException || failure instanceof RoomNotFoundException) {
                    members.ended(room, user);
                }
                if (failure != null) {
                    answer.completeExceptionally(failure);
                }
            });
        } catch (UnavailableException full) {
            leave(place);
            throw full;
        }
        return answer;
    }

    private Waiting take(Waiting place) {
        waiting.compute(place, (same, count) -> {
            if (count != null && count >= MAX_WAITING_OF_ONE) {
                throw new ChatException(ErrorCode.RATE_LIMITED, "You change too fast: wait for what you have sent.");
            }
            return count == null ? 1 : count + 1;
        });
        return place;
    }

    private void leave(Waiting place) {
        waiting.computeIfPresent(place, (same, count) -> count == 1 ? null : count - 1);
    }

    /**
     * The messages of a room that were changed after the change of this number, each once, in the order of their latest
     * changes, as far as a user may read the room. Waits for the store.
     *
     * @throws RoomNotFoundException if there is no such room for the user
     * @throws xyz.anipub.chat.power.RestrictedException {@code banned}
     */
    public ChangePage since(RoomId room, UserId reader, long change, int limit) {
        long first = rooms.readable(room, reader).firstSeq();
        List<Message> page = changes.changes(room, change, limit + 1);
        boolean more = page.size() > limit;
        List<Message> shown = more ? page.subList(0, limit) : page;
        return new ChangePage(
                Message.from(first, shown),
                more ? Optional.of(shown.get(limit - 1).state().change()) : Optional.empty());
    }

    private ChangeMessage checked(ChangeMessage command) {
        if (command instanceof ChangeMessage.Edit edit) {
            return new ChangeMessage.Edit(edit.room(), edit.message(), edit.user(), rules.content(edit.content()));
        }
        if (command instanceof ChangeMessage.AddReaction add) {
            requireEmoji(add.emoji());
        }
        if (command instanceof ChangeMessage.RemoveReaction remove) {
            requireEmoji(remove.emoji());
        }
        return command;
    }

    private static void requireEmoji(String text) {
        if (Emoji.canonical(text).isEmpty()) {
            throw new InvalidFieldException(ErrorCode.INVALID, "emoji", "emoji must be one emoji.");
        }
    }

    /** Whose changes in which room are counted together. */
    private record Waiting(RoomId room, UserId user) {}

    /**
     * A stretch of a room's changes.
     *
     * @param messages as they are now, in the order of their latest changes
     * @param next after which change there are later ones, also if none of this stretch is told; empty if there are none
     */
    public record ChangePage(List<Message> messages, Optional<Long> next) {

        public ChangePage {
            messages = List.copyOf(messages);
        }
    }
}
