package xyz.anipub.chat.adopt;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import xyz.anipub.chat.MessageId;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.UserId;
import xyz.anipub.chat.adopt.AdoptedLog.Known;
import xyz.anipub.chat.member.Member;
import xyz.anipub.chat.message.Message;

/**
 * What is left to do for one room, in steps that may end anywhere and be done again: what is stored already is recognized by its id.
 * Not thread-safe.
 */
final class RoomWork {

    private static final System.Logger LOG = System.getLogger(RoomWork.class.getName());

    /** Small enough for the posts of others to come between. */
    private static final int BATCH = 200;

    /** An array whose beginning changes all the time is left to the next run. */
    private static final int BEGINNINGS = 3;

    private final FormerRoom room;
    private final RoomId id;
    private final Instant begin;
    private final boolean dry;
    private final Tally tally;
    private final FormerRooms former;
    private final AdoptedRooms adopted;
    private final AdoptedLog log;
    private final RoomAdoption rooms;
    private final Map<UserId, String> seen = new HashMap<>();
    private Adopted state;
    private Instant time;
    private int beginnings;

    /** @param begin what is older has expired */
    RoomWork(
            FormerRoom room,
            Adopted state,
            Instant begin,
            boolean dry,
            Tally tally,
            FormerRooms former,
            AdoptedRooms adopted,
            AdoptedLog log,
            RoomAdoption rooms) {
        this.room = room;
        this.id = state.room();
        this.state = state;
        this.begin = begin;
        this.dry = dry;
        this.tally = tally;
        this.former = former;
        this.adopted = adopted;
        this.log = log;
        this.rooms = rooms;
        this.time = room.createdAt().orElse(Instant.EPOCH);
    }

    RoomId id() {
        return id;
    }

    /**
     * Goes on.
     *
     * @return whether there is more
     */
    boolean step() {
        // With the last one of before, which shows whether they have moved.
        int from = Math.max(0, state.taken() - 1);
        List<FormerMessage> some = former.messages(room, from, BATCH + 1);
        if (state.taken() > 0) {
            if (some.isEmpty() || !some.get(0).id(id).equals(state.last().orElse(null))) {
                return beginAnew();
            }
            time = some.get(0).timestamp().orElse(time);
            some = some.subList(1, some.size());
        }
        if (some.isEmpty()) {
            state = state.ended();
            rooms.finish(room, state, dry, tally, seen);
            return false;
        }
        take(some);
        state = state.upTo(
                state.taken() + some.size(), some.get(some.size() - 1).id(id));
        save();
        return true;
    }

    private boolean beginAnew() {
        if (++beginnings > BEGINNINGS) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "The messages of room {0} move all the time in the other server''s data; the next run goes on.",
                    room.key());
            return false;
        }
        if (room.messages() < state.taken()) {
            LOG.log(
                    System.Logger.Level.INFO,
                    "Room {0} has fewer messages in the other server''s data than it had; none goes here.",
                    room.key());
        }
        state = state.anew();
        save();
        return true;
    }

    private void save() {
        if (!dry) {
            adopted.save(state);
        }
    }

    private void take(List<FormerMessage> some) {
        List<FormerMessage> readable = new ArrayList<>();
        for (FormerMessage message : some) {
            if (message.own().isEmpty() && message.position() < state.before()) {
                continue;
            }
            if (message.content().isPresent()) {
                readable.add(message);
            } else {
                tally.refused.increment();
                LOG.log(
                        System.Logger.Level.WARNING,
                        "Not adopted: the message at place {0} of room {1}, which has no text.",
                        String.valueOf(message.position()),
                        room.key());
            }
        }
        List<Message> fresh = fresh(readable);
        if (!dry && !fresh.isEmpty()) {
            if (state.isDone()) {
                log.arrive(id, fresh);
            } else {
                log.append(id, fresh);
            }
        }
        tally.messages.add(fresh.size());
        tally.withoutSender.add(fresh.stream()
                .filter(message -> message.sender().id().equals(UserId.NOBODY))
                .count());
    }

    /** Those that are not stored yet, and have not expired. */
    private List<Message> fresh(List<FormerMessage> some) {
        // Under its own id, or under the other one if its own was another room's then.
        List<MessageId> derived =
                some.stream().map(message -> message.derivedId(id)).toList();
        Known known = log.known(
                id,
                Stream.concat(some.stream().flatMap(message -> message.own().stream()), derived.stream())
                        .distinct()
                        .toList());
        Set<MessageId> stored = new HashSet<>(known.here());
        Map<UserId, Member> senders = rooms.known(some.stream()
                .filter(message -> message.senderName().isBlank())
                .flatMap(message -> message.sender().stream())
                .collect(Collectors.toSet()));
        List<Message> fresh = new ArrayList<>();
        for (int i = 0; i < some.size(); i++) {
            FormerMessage message = some.get(i);
            MessageId other = derived.get(i);
            MessageId messageId = message.own().orElse(other);
            time = message.timestamp().orElse(time);
            // A message may be there twice, under one id.
            boolean isFresh = !stored.contains(other) && stored.add(messageId);
            if (!isFresh) {
                continue;
            }
            if (known.elsewhere().contains(messageId)) {
                messageId = other;
                stored.add(messageId);
            }
            if (time.isBefore(begin) || state.isExpired(time)) {
                tally.expired.increment();
                state = state.expiredAt(time);
            } else {
                fresh.add(message(message, messageId, senders));
            }
        }
        return fresh;
    }

    private Message message(FormerMessage message, MessageId messageId, Map<UserId, Member> senders) {
        UserId sender = message.sender().orElse(UserId.NOBODY);
        String name = message.senderName();
        if (name.isBlank()) {
            Member member = senders.get(sender);
            name = member == null ? RoomAdoption.UNKNOWN : member.name();
        }
        seen.put(sender, name);
        return new Message(
                messageId,
                id,
                1,
                new Member(sender, name, message.senderImage()),
                message.content().orElse(""),
                time,
                Optional.empty());
    }
}
