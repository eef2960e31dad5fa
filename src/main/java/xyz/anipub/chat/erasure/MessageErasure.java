package xyz.anipub.chat.erasure;

import jakarta.inject.Inject;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import xyz.anipub.bean.SingletonBean;
import xyz.anipub.chat.MessageId;
import xyz.anipub.chat.RoomBusyException;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.UnavailableException;
import xyz.anipub.chat.UserId;
import xyz.anipub.chat.change.Withdrawals;
import xyz.anipub.chat.erasure.ErasureRepository.Trace;
import xyz.anipub.chat.message.Message;
import xyz.anipub.chat.message.MessageNotFoundException;
import xyz.anipub.chat.message.MessageRepository;
import xyz.anipub.chat.message.Revision;

/**
 * Takes people out of messages. Tombstones, mentions and reactions go as changes of the room, one by one, which all who listen are told and
 * all others find by their numbers; so do names in the newest messages, in the same write as their numbers, so that whatever stops it
 * leaves either the name or the change. In older ones names go in bulk, and listeners hear of it by the person's profile.
 *
 * <p>One thread at a time.
 */
@SingletonBean
class MessageErasure {

    private static final System.Logger LOG = System.getLogger(MessageErasure.class.getName());

    /** So many messages of a room, from the last one on, are told one by one: what a client has in sight, and a node in memory. */
    static final long TOLD = 200;

    private final ErasureRepository store;
    private final Withdrawals withdrawals;
    private final MessageRepository all;
    private final ErasureAnnouncer announcer;

    /** Of whom the room in which it is has heard. */
    private final Set<UserId> told = new HashSet<>();

    private Optional<RoomId> toldRoom = Optional.empty();

    @Inject
    MessageErasure(
            ErasureRepository store, Withdrawals withdrawals, MessageRepository all, ErasureAnnouncer announcer) {
        this.store = store;
        this.withdrawals = withdrawals;
        this.all = all;
        this.announcer = announcer;
    }

    /** Takes their names out of the older messages of a stretch, and tells the room of each person once. May be repeated. */
    void rename(RoomId room, long after, long upTo, ErasureRun run) {
        Set<UserId> named = store.named(room, after, upTo, run.users());
        if (named.isEmpty()) {
            return;
        }
        if (!toldRoom.equals(Optional.of(room))) {
            toldRoom = Optional.of(room);
            told.clear();
        }
        // Before, as nothing would find them afterwards.
        named.stream().filter(told::add).forEach(user -> announcer.gone(room, user));
        store.rename(room, after, upTo, named);
    }

    /**
     * Takes somebody out of the newest messages of a room, as far as the room takes it now; a walk finds what is left. May be repeated.
     *
     * @param after the seq behind which that one is still to be looked for
     * @param most so many are changed, at least 1
     */
    Newest eraseNewest(RoomId room, ErasedPerson person, long after, int most) {
        Set<UserId> user = Set.of(person.user());
        Set<UserId> silenced = person.withMessages() ? user : Set.of();
        long last = all.lastSeq(room);
        List<Trace> traces = store.traces(room, Math.max(after, last - TOLD), last, user, silenced, most);
        int changes = erase(room, traces, user, silenced);
        boolean isMore = changes == most;
        return new Newest(changes, isMore ? Optional.of(traces.get(changes - 1).seq()) : Optional.empty());
    }

    /**
     * @param changes how many were changed
     * @param upTo the seq up to which it has come, if there may be more behind it
     */
    record Newest(int changes, Optional<Long> upTo) {}

    /**
     * Takes them out of messages of a room. May be repeated.
     *
     * @return of how many of these; of fewer than all if the room is too busy now
     * @throws xyz.anipub.chat.UnavailableException if the store fails
     */
    int erase(RoomId room, List<Trace> traces, Set<UserId> users, Set<UserId> silenced) {
        int done = 0;
        try {
            for (Trace each : traces) {
                erase(room, each.message(), users, silenced);
                done++;
            }
        } catch (RoomBusyException busy) {
            LOG.log(System.Logger.Level.DEBUG, "The erasure goes on in other rooms", busy);
        }
        return done;
    }

    /** That something is wrong with one message keeps nobody's other traces. */
    private void erase(RoomId room, MessageId message, Set<UserId> users, Set<UserId> silenced) {
        try {
            withdrawals.withdraw(room, message, found -> without(found, users, silenced));
        } catch (MessageNotFoundException gone) {
            LOG.log(System.Logger.Level.DEBUG, "It expired, or its room was deleted, meanwhile", gone);
        } catch (UnavailableException notNow) {
            throw notNow;
        } catch (RuntimeException bug) {
            LOG.log(
                    System.Logger.Level.ERROR,
                    "Somebody who is gone could not be taken out of message " + message + " of room " + room,
                    bug);
        }
    }

    private static Revision without(Message found, Set<UserId> users, Set<UserId> silenced) {
        UserId sender = found.sender().id();
        Revision others = Revision.of(found).withoutPeople(users);
        Revision silent = silenced.contains(sender) ? others.deleted() : others;
        boolean isNamed = users.contains(sender) && !found.sender().name().equals(ErasedPerson.NAME);
        return isNamed ? silent.renamed(ErasedPerson.NAME) : silent;
    }
}
