package xyz.anipub.boot;

import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Collection;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import xyz.anipub.auth.UserRepository;
import xyz.anipub.bean.SingletonBean;
import xyz.anipub.chat.StoreAwayException;
import xyz.anipub.chat.UserId;
import xyz.anipub.chat.member.Member;
import xyz.anipub.chat.people.PeopleDirectory;

/** The users of {@code auth}, which knows nothing of the chat. */
@SingletonBean
class KnownPeople implements PeopleDirectory {

    private final UserRepository users;
    private final Clock clock;

    @Inject
    KnownPeople(UserRepository users, Clock clock) {
        this.users = users;
        this.clock = clock;
    }

    @Override
    public Map<UserId, Member> known(Collection<UserId> ids) {
        if (ids.isEmpty()) {
            return Map.of();
        }
        try {
            return users.byIds(ids.stream().map(UserId::value).toList()).stream()
                    .filter(user -> user.standing().suspended(clock.instant()).isEmpty())
                    .map(user -> new Member(new UserId(user.id()), user.name(), user.image()))
                    .collect(Collectors.toMap(Member::id, Function.identity()));
        } catch (xyz.anipub.auth.UnavailableException away) {
            throw new StoreAwayException(String.valueOf(away.getMessage()), away);
        }
    }
}
