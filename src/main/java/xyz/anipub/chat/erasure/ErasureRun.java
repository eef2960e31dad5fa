package xyz.anipub.chat.erasure;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.UserId;

/**
 * One walk through all messages, for some people together, and how far it has come.
 *
 * @param people for whom it goes
 * @param room in which it is; all before it, in the order of their ids, are done. Empty at the beginning
 * @param seq up to which that room is done
 */
public record ErasureRun(List<ErasedPerson> people, Optional<RoomId> room, long seq) {

    public ErasureRun {
        people = List.copyOf(people);
    }

    ErasureRun at(RoomId other, long upTo) {
        return new ErasureRun(people, Optional.of(other), upTo);
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
}
