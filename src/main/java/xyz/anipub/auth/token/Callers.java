package xyz.anipub.auth.token;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import xyz.anipub.auth.ImageUrl;
import xyz.anipub.auth.InvalidTokenException;
import xyz.anipub.auth.LruMap;
import xyz.anipub.auth.Principal;
import xyz.anipub.auth.User;
import xyz.anipub.auth.UserRepository;
import xyz.anipub.text.TextRule;

/**
 * The users behind tokens, created from the claims at first sight. Names come from the store, not from the token, so
 * that no site's token can pass for somebody else's name. Found users are remembered for a minute, unless they are {@link #forget}.
 */
final class Callers {

    private static final Duration REMEMBERED = Duration.ofMinutes(1);

    /** Of those whose token was refused: what refused it may be over, and they may ask often. */
    private static final Duration REFUSED = Duration.ofSeconds(2);

    /** Whoever was verified before a change is on the lists of sockets by then. */
    private static final Duration LATELY = Duration.ofMinutes(5);

    private record Seen(User user, Instant at) {}

    private final UserRepository users;
    private final TextRule nameRule;
    private final Clock clock;
    private final LruMap<String, Seen> seen = new LruMap<>(20_000);

    /** Whose standing has changed lately, and when that was heard. */
    private final LruMap<String, Instant> changed = new LruMap<>(20_000);

    /** How often somebody was forgotten: who was read before that is not remembered. */
    private final AtomicLong forgotten = new AtomicLong();

    Callers(UserRepository users, TextRule nameRule, Clock clock) {
        this.users = users;
        this.nameRule = nameRule;
        this.clock = clock;
    }

    /** @throws InvalidTokenException if no token of the user counts, or not this one any more */
    User known(TokenClaims claims) {
        Instant now = clock.instant();
        Optional<Seen> lately = seen.get(claims.userId());
        boolean accepted =
                lately.map(entry -> accepts(entry.user(), claims, now)).orElse(false);
        Duration remembered = accepted ? REMEMBERED : REFUSED;
        User user = lately.filter(entry -> entry.at().plus(remembered).isAfter(now))
                .map(Seen::user)
                .orElseGet(() -> read(claims, now));
        if (!accepts(user, claims, now)) {
            throw user.standing()
                    .refuses(claims.origin(), claims.tokenId(), now)
                    .map(InvalidTokenException::new)
                    .orElseGet(() -> new InvalidTokenException("its user's sessions were ended"));
        }
        return user;
    }

    private static boolean accepts(User user, TokenClaims claims, Instant now) {
        return user.standing().accepts(claims.origin(), claims.tokenId(), now);
    }

    private User read(TokenClaims claims, Instant now) {
        long before = forgotten.get();
        User user = users.byId(claims.userId()).orElseGet(() -> create(claims));
        seen.put(user.id(), new Seen(user, now));
        if (forgotten.get() != before) {
            // It may have been this one, and have been read before.
            seen.remove(user.id());
        }
        return user;
    }

    /** What is in the store of the user is another than it was. */
    void forget(String userId) {
        changed.put(userId, clock.instant());
        forgotten.incrementAndGet();
        seen.remove(userId);
    }

    /** Whether a token that was verified a moment ago counts no more because of its user. May ask the store, of few. */
    boolean hasEnded(Principal principal) {
        Instant now = clock.instant();
        boolean isLate = changed.get(principal.userId())
                .filter(at -> at.plus(LATELY).isAfter(now))
                .isPresent();
        return isLate
                && !users.byId(principal.userId())
                        .map(user -> user.standing().accepts(principal.origin(), principal.tokenId(), now))
                        .orElse(false);
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
                .filter(Predicate.not(User::isNobodys))
                .filter(text -> nameRule.violation(text).isEmpty())
                .toList();
    }
}
