package xyz.anipub.chat.moderation;

import jakarta.inject.Inject;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;
import xyz.anipub.audit.Deed;
import xyz.anipub.bean.SingletonBean;
import xyz.anipub.chat.ChatException;
import xyz.anipub.chat.ErrorCode;
import xyz.anipub.chat.MessageId;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.UserId;
import xyz.anipub.chat.change.ChangeService;
import xyz.anipub.chat.message.ChangeMessage;
import xyz.anipub.chat.message.Message;
import xyz.anipub.chat.message.MessageDeletedException;
import xyz.anipub.chat.message.PinnedMessages;
import xyz.anipub.chat.message.Revision;
import xyz.anipub.chat.power.Actor;
import xyz.anipub.chat.power.Deeds;
import xyz.anipub.chat.power.Power;
import xyz.anipub.chat.power.Role;
import xyz.anipub.chat.power.RoomPower;
import xyz.anipub.chat.room.RoomService;

/**
 * What moderators do with messages: delete and pin them. A change like any other, under the next number of its room and told
 * live; the audit is written in between, once it is known what is done.
 *
 * <p>Returns at once, but for the question who the caller is; the stages complete as those of {@link ChangeService#change}.
 */
@SingletonBean
public class MessageModeration {

    private final Power power;
    private final RoomService rooms;
    private final ChangeService changes;
    private final PinnedMessages pins;
    private final ReportedMessages reported;
    private final Deeds audit;
    private final ModerationRules rules;
    private final Clock clock;

    @Inject
    public MessageModeration(
            Power power,
            RoomService rooms,
            ChangeService changes,
            PinnedMessages pins,
            ReportedMessages reported,
            Deeds audit,
            ModerationRules rules,
            Clock clock) {
        this.power = power;
        this.rooms = rooms;
        this.changes = changes;
        this.pins = pins;
        this.reported = reported;
        this.audit = audit;
        this.rules = rules;
        this.clock = clock;
    }

    /**
     * Leaves only a tombstone of a message: of the caller's own, or as a moderator of another's who is none. Twice is no error.
     *
     * <p>An admin of the site does the same to whatever was reported in a private room, whose reports admins decide, too. All else
     * there is for an admin what it is for anybody: of a room to which the admin does not belong nothing exists. So the answer does not
     * say what the message has quoted, either.
     *
     * @param reason for the audit; may be empty
     */
    public CompletionStage<Message> delete(RoomId room, MessageId message, Actor actor, String reason) {
        String why = rules.reason(reason);
        if (actor.admin() && wasReportedInPrivate(room, message)) {
            return changes.changeAs(actor.id(), room, message, found -> removed(found, actor, why, author -> {}))
                    .thenApply(Message::quotingNothing);
        }
        if (!power.is(room, actor, Role.MODERATOR)) {
            return changes.change(new ChangeMessage.Delete(room, message, actor.id()));
        }
        return changes.changeAs(
                actor.id(),
                room,
                message,
                found -> removed(found, actor, why, author -> power.requireOver(room, actor, author)));
    }

    /** Asks the same of a private room as of an id that is nobody's, so that no time tells them apart. Reports outlive their rooms. */
    private boolean wasReportedInPrivate(RoomId room, MessageId message) {
        Optional<RoomPower> known = power.known(room);
        boolean isPublic = known.filter(found -> !found.policy().isPrivate()).isPresent();
        return !isPublic && reported.isReported(room, message) && known.isPresent();
    }

    private Revision removed(Message message, Actor actor, String reason, Consumer<UserId> mayOver) {
        UserId author = message.sender().id();
        if (author.equals(actor.id()) || message.state().deleted()) {
            return Revision.of(message).deleted();
        }
        mayOver.accept(author);
        audit.add(deed(actor, "message_deleted", message)
                .to(author.value())
                .because(reason)
                .taking(message.content()));
        return Revision.of(message).removed();
    }

    /** Keeps a message in sight; twice is no error. @throws ChatException {@code conflict} if the room has as many as it can have */
    public CompletionStage<Message> pin(RoomId room, MessageId message, Actor actor) {
        return asModerator(room, message, actor, found -> pinned(found, actor));
    }

    /** Counted after the number of the room's last change was read: if another is pinned meanwhile, this change is tried again. */
    private Revision pinned(Message message, Actor actor) {
        Revision before = Revision.of(message);
        if (message.state().deleted()) {
            throw new MessageDeletedException();
        }
        if (message.state().pinnedAt().isPresent()) {
            return before;
        }
        if (pins.count(message.room()) >= rules.maxPins()) {
            throw new ChatException(
                    ErrorCode.CONFLICT,
                    "This room has %d pinned messages, as many as it can have.".formatted(rules.maxPins()));
        }
        audit.add(deed(actor, "message_pinned", message));
        return before.pinned(clock.instant().truncatedTo(ChronoUnit.MILLIS));
    }

    /** The opposite; twice is no error. */
    public CompletionStage<Message> unpin(RoomId room, MessageId message, Actor actor) {
        return asModerator(room, message, actor, found -> {
            if (found.state().pinnedAt().isPresent()) {
                audit.add(deed(actor, "message_unpinned", found));
            }
            return Revision.of(found).unpinned();
        });
    }

    private CompletionStage<Message> asModerator(
            RoomId room, MessageId message, Actor actor, Function<Message, Revision> change) {
        power.require(room, actor, Role.MODERATOR);
        return changes.changeAs(actor.id(), room, message, change);
    }

    /** The pinned messages of a room that somebody may read, pinned last first. Waits for the store. */
    public List<Message> pinned(RoomId room, Actor actor) {
        power.reader(room, actor.id());
        return Message.from(rooms.firstOf(room, actor.id()), pins.of(room, rules.maxPins()));
    }

    private static Deed deed(Actor actor, String action, Message message) {
        return Deeds.of(actor, action, message.room()).on(message.id().value());
    }
}
