package xyz.anipub.boot;

import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import xyz.anipub.auth.User;
import xyz.anipub.auth.UserRepository;
import xyz.anipub.bean.SingletonBean;
import xyz.anipub.chat.StoreAwayException;
import xyz.anipub.chat.UserId;
import xyz.anipub.chat.member.Member;
import xyz.anipub.chat.node.LiveNodes;
import xyz.anipub.chat.people.PeopleDirectory;
import xyz.anipub.chat.power.Reachability;

/** The users of {@code auth}, which knows nothing of the chat. */
@SingletonBean
class KnownPeople implements PeopleDirectory, Reachability {

    private final UserRepository users;
    private final Clock clock;

    @Inject
    KnownPeople(UserRepository users, LiveNodes nodes, Clock clock) {
        this.users = users;
        // As the ends of suspensions are compared with by all nodes.
        this.clock = nodes.byStore(clock);
    }

    @Override
    public Map<UserId, Member> known(Collection<UserId> ids) {
        Instant now = clock.instant();
        return members(users(ids).stream()
                .filter(user -> !user.standing().deleted()
                        && user.standing().suspended(now).isEmpty()));
    }

    @Override
    public Map<UserId, Member> called(Collection<UserId> ids) {
        return members(users(ids).stream());
    }

    private static Map<UserId, Member> members(Stream<User> users) {
        return users.map(user -> new Member(new UserId(user.id()), user.name(), user.image(), user.displayName()))
                .collect(Collectors.toMap(Member::id, Function.identity()));
    }

    @Override
    public Map<UserId, Instant> awayUntil(Collection<UserId> people) {
        Map<UserId, Instant> away = new HashMap<>();
        people.forEach(gone -> away.put(gone, Instant.MAX));
        Instant now = clock.instant();
        users(people).stream().filter(user -> !user.standing().deleted()).forEach(user -> {
            UserId id = new UserId(user.id());
            away.remove(id);
            user.standing()
                    .suspended(now)
                    .ifPresent(suspension -> away.put(id, suspension.until().orElse(Instant.MAX)));
        });
        return away;
    }

    @Override
    public Set<UserId> there(Collection<UserId> ids) {
        return users(ids).stream()
                .filter(user -> !user.standing().deleted())
                .map(user -> new UserId(user.id()))
                .collect(Collectors.toSet());
    }

    private List<User> users(Collection<UserId> ids) {
        if (ids.isEmpty()) {
            return List.of();
        }
        try {
            return users.byIds(ids.stream().map(UserId::value).toList());
        } catch (xyz.anipub.auth.UnavailableException away) {
            throw new StoreAwayException(String.valueOf(away.getMessage()), away);
        }
    }
}
