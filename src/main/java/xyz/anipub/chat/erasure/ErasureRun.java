package xyz.anipub.chat.erasure;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.UserId;

/**
 * One walk through all messages, for some people together, and how far it has come.
 *
 * @param id its own; a node that stood still may still know one that is over
 * @param step how often it was kept, by which of two nodes that go on with it one is refused
 * @param people for whom it goes
 * @param room in which it is; all before it, in the order of their ids, are done or put aside. Empty at the beginning
 * @param seq up to which that room is done
 * @param aside what is left of rooms that were too busy, until all others are done
 * @param isBack whether all others are done
 */
public record ErasureRun(
        String id,
        long step,
        List<ErasedPerson> people,
        Optional<RoomId> room,
        long seq,
        List<Rest> aside,
        boolean isBack) {

    public ErasureRun {
        people = List.copyOf(people);
        aside = List.copyOf(aside);
    }

    static ErasureRun of(Collection<ErasedPerson> people) {
        return new ErasureRun(
                UUID.randomUUID().toString(), 0, List.copyOf(people), Optional.empty(), 0, List.of(), false);
    }

    ErasureRun at(RoomId other, long upTo) {
        return new ErasureRun(id, step, people, Optional.of(other), upTo, aside, isBack);
    }

    /** Puts a room aside, as the last one. */
    ErasureRun without(Rest busy) {
        List<Rest> more = Stream.concat(aside.stream(), Stream.of(busy)).toList();
        return new ErasureRun(id, step, people, room, seq, more, isBack);
    }

    /** Goes back to the first of those rooms that were put aside. */
    ErasureRun back() {
        Rest first = aside.get(0);
        return new ErasureRun(
                id, step, people, Optional.of(first.room()), first.seq(), aside.subList(1, aside.size()), true);
    }

    Set<UserId> users() {
        return people.stream().map(ErasedPerson::user).collect(Collectors.toSet());
    }

    /** Those whose messages go. */
    Set<UserId> silenced() {
        return people.stream()
                .filter(ErasedPerson::withMessages)
                .map(ErasedPerson::user)
                .collect(Collectors.toSet());
    }

    /**
     * What is left of a room.
     *
     * @param seq up to which it is done
     */
    public record Rest(RoomId room, long seq) {}
}
