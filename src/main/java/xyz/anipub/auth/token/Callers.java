package xyz.anipub.auth.token;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import xyz.anipub.auth.ImageUrl;
import xyz.anipub.auth.InvalidTokenException;
import xyz.anipub.auth.LruMap;
import xyz.anipub.auth.User;
import xyz.anipub.auth.UserRepository;
import xyz.anipub.text.TextRule;

/**
 * The users behind tokens, created from the claims at first sight. Names come from the store, not from the token, so
 * that no site's token can pass for somebody else's name. Found users are remembered for a minute.
 */
final class Callers {

    private static final Duration REMEMBERED = Duration.ofMinutes(1);

    private record Seen(User user, Instant at) {}

    private final UserRepository users;
    private final TextRule nameRule;
    private final Clock clock;
    private final LruMap<String, Seen> seen = new LruMap<>(20_000);

    Callers(UserRepository users, TextRule nameRule, Clock clock) {
        this.users = users;
        this.nameRule = nameRule;
        this.clock = clock;
    }

    User known(TokenClaims claims) {
        Instant now = clock.instant();
        Optional<Seen> lately = seen.get(claims.userId())
                .filter(entry -> entry.at().plus(REMEMBERED).isAfter(now));
        if (lately.isPresent()) {
            return lately.get().user();
        }
        User user = users.byId(claims.userId()).orElseGet(() -> create(claims));
        seen.put(user.id(), new Seen(user, now));
        return user;
    }

    void forget(String userId) {
        seen.remove(userId);
    }

    private User create(TokenClaims claims) {
        String image = ImageUrl.RULE.violation(claims.image()).isEmpty()
                        && ImageUrl.isAllowed(claims.image().strip())
                ? claims.image().strip()
                : "";
        for (String name : names(claims)) {
            User user = new User(claims.userId(), name, image, "");
            UserRepository.Added added = users.add(user);
            if (added == UserRepository.Added.YES) {
                return user;
            }
            if (added == UserRepository.Added.ID_TAKEN) {
                return users.byId(claims.userId()).orElse(user);
            }
        }
        throw new InvalidTokenException("no free name for a new user");
    }

    /** The claimed name if it is one, the same with the end of the id, the id alone. */
    private List<String> names(TokenClaims claims) {
        String name = nameRule.apply(claims.name());
        String id = claims.userId();
        String suffix = "-" + id.substring(18);
        int room = Math.max(0, nameRule.max() - suffix.length());
        String start =
                name.substring(0, name.offsetByCodePoints(0, Math.min(room, name.codePointCount(0, name.length()))));
        return List.of(name, start + suffix, "user-" + id, id).stream()
                .filter(Predicate.not(String::isEmpty))
                .filter(text -> nameRule.violation(text).isEmpty())
                .toList();
    }
}
