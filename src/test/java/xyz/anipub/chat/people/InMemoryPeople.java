package xyz.anipub.chat.people;

import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import xyz.anipub.chat.UserId;
import xyz.anipub.chat.member.Member;

/** Some people, of whom nobody is suspended, with the promises of the port. */
public final class InMemoryPeople implements PeopleDirectory {

    private final Map<UserId, Member> all;
    private final Set<UserId> gone = ConcurrentHashMap.newKeySet();

    public InMemoryPeople(Member... people) {
        all = Stream.of(people).collect(Collectors.toMap(Member::id, Function.identity()));
    }

    /** The account ends. */
    public void remove(UserId user) {
        gone.add(user);
    }

    @Override
    public Map<UserId, Member> known(Collection<UserId> ids) {
        return called(there(ids));
    }

    @Override
    public Map<UserId, Member> called(Collection<UserId> ids) {
        return new HashSet<>(ids)
                .stream().filter(all::containsKey).collect(Collectors.toMap(Function.identity(), all::get));
    }

    @Override
    public Set<UserId> there(Collection<UserId> ids) {
        return ids.stream()
                .filter(id -> all.containsKey(id) && !gone.contains(id))
                .collect(Collectors.toSet());
    }
}
