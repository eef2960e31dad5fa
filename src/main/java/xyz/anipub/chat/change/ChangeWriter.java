package xyz.anipub.chat.change;

import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import xyz.anipub.bean.SingletonBean;
import xyz.anipub.chat.MessageId;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.message.ChangeMessage;
import xyz.anipub.chat.message.ChangeRules;
import xyz.anipub.chat.message.Mention;
import xyz.anipub.chat.message.Mentions;
import xyz.anipub.chat.message.Message;
import xyz.anipub.chat.message.MessageAnnouncer;
import xyz.anipub.chat.message.MessageNotFoundException;
import xyz.anipub.chat.message.Revision;
import xyz.anipub.chat.notice.NoticeQueue;
import xyz.anipub.chat.posting.Unsettled;
import xyz.anipub.chat.power.Power;
import xyz.anipub.chat.room.RoomService;

/**
 * Changes a message: checks membership and power, stores, answers, announces, in this order. Runs on the room's lane, so that the
 * changes of a node are announced in the order of their numbers.
 */
@SingletonBean
public class ChangeWriter {

    private final RoomService rooms;
    private final Power power;
    private final Mentions mentions;
    private final ChangeLog log;
    private final MessageAnnouncer announcer;
    private final Unsettled unsettled;
    private final NoticeQueue notices;
    private final Clock clock;

    @Inject
    public ChangeWriter(
            RoomService rooms,
            Power power,
            Mentions mentions,
            ChangeLog log,
            MessageAnnouncer announcer,
            Unsettled unsettled,
            NoticeQueue notices,
            Clock clock) {
        this.rooms = rooms;
        this.power = power;
        this.mentions = mentions;
        this.log = log;
        this.announcer = announcer;
        this.unsettled = unsettled;
        this.notices = notices;
        this.clock = clock;
    }

    /** @throws xyz.anipub.chat.ChatException if it is refused, or the store fails */
    void write(ChangeMessage command, ChangeRules rules, CompletableFuture<Message> answer) {
        rooms.requireMember(command.room(), command.user());
        if (!(command instanceof ChangeMessage.Delete)) {
            power.poster(command.room(), command.user());
        }
        Function<Message, Revision> change = change(command, rules);
        write(
                command.room(),
                command.message(),
                found -> {
                    // What one may not read is not there.
                    if (found.seq() < rooms.firstOf(command.room(), command.user())) {
                        throw new MessageNotFoundException();
                    }
                    return change.apply(found);
                },
                changed -> {
                    answer.complete(changed);
                    if (command instanceof ChangeMessage.Edit) {
                        // Who is named only now has notice of it; who was before has had it.
                        notices.add(List.of(changed));
                    }
                });
    }

    /** Changes a message whoever asks for it: what may be done, the change says. */
    void write(RoomId room, MessageId message, Function<Message, Revision> change, Consumer<Message> answer) {
        Optional<Revision> before = log.uncertain(room);
        telling(toTell -> {
            try {
                answer.accept(log.change(room, message, change, toTell));
            } catch (RuntimeException failure) {
                log.uncertain(room)
                        .filter(lost -> !before.equals(Optional.of(lost)))
                        .ifPresent(lost -> unsettled.ask(room, new Lost(lost)));
                throw failure;
            }
        });
    }

    /** What was left half done is told even if a change is refused. */
    private void telling(Consumer<List<Message>> task) {
        List<Message> toTell = new ArrayList<>();
        try {
            task.accept(toTell);
        } finally {
            toTell.forEach(announcer::announceChange);
        }
    }

    /** A change that was not answered: told when it is found, whatever its author was answered (decision record 15). */
    private final class Lost implements Unsettled.Question {

        private final Revision change;
        private @Nullable Instant landsUntil;

        Lost(Revision change) {
            this.change = change;
        }

        @Override
        public boolean settle() {
            Instant asked = clock.instant();
            boolean[] known = {false};
            telling(toTell -> known[0] = log.settle(change.room(), change, toTell));
            if (landsUntil == null) {
                landsUntil = asked.plus(log.landing());
            }
            if (asked.isAfter(landsUntil)) {
                log.giveUp(change.room(), change);
                return true;
            }
            return known[0];
        }
    }

    private Function<Message, Revision> change(ChangeMessage command, ChangeRules rules) {
        if (command instanceof ChangeMessage.Edit edit) {
            List<Mention> named = mentions.in(edit.room(), edit.content());
            return message -> rules.edited(message, edit, named, clock.instant().truncatedTo(ChronoUnit.MILLIS));
        }
        if (command instanceof ChangeMessage.Delete delete) {
            return message -> rules.deleted(message, delete);
        }
        if (command instanceof ChangeMessage.AddReaction add) {
            return message -> rules.with(message, add);
        }
        ChangeMessage.RemoveReaction remove = (ChangeMessage.RemoveReaction) command;
        return message -> rules.without(message, remove);
    }
}
