package xyz.anipub.auth.profile;

import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import xyz.anipub.auth.login.Attempts;
import xyz.anipub.bean.SingletonBean;
import xyz.anipub.problem.Problem;
import xyz.anipub.problem.ProblemCode;
import xyz.anipub.problem.ProblemException;

/**
 * Reads and changes what people say of themselves. Any thread may call; each call may block on the store for a bounded time, and then
 * throws {@link xyz.anipub.auth.UnavailableException}.
 */
@SingletonBean
public class Profiles {

    private static final System.Logger LOG = System.getLogger(Profiles.class.getName());

    private final ProfileRules rules;
    private final ProfileRepository repository;
    private final Iterable<ProfileListener> listeners;
    private final Attempts<String> changes;

    @Inject
    public Profiles(ProfileRules rules, ProfileRepository repository, @Any Instance<ProfileListener> listeners) {
        this(rules, repository, listeners, Clock.systemUTC());
    }

    Profiles(ProfileRules rules, ProfileRepository repository, Iterable<ProfileListener> listeners, Clock clock) {
        this.rules = rules;
        this.repository = repository;
        this.listeners = listeners;
        this.changes = new Attempts<>(rules.changes(), clock);
    }

    public ProfileRules rules() {
        return rules;
    }

    /** @throws ProblemException 404 if there is nobody with this id */
    public Profile get(String id) {
        return repository.byId(id).orElseThrow(Profiles::nobody);
    }

    /**
     * Changes texts, each as its rule keeps it.
     *
     * @throws IllegalArgumentException if one is against its rule; doors check first, to name the field
     * @throws ProblemException 404 if the account is gone; 429 after too many changes
     */
    public Profile change(String id, Map<ProfileChange.Field, String> texts) {
        texts.forEach((field, text) -> {
            boolean isSound =
                    text.isEmpty() || rules.rule(field).violation(text).isEmpty();
            if (!isSound || rules.isNobodys(field, text)) {
                throw new IllegalArgumentException(field + " is against its rule");
            }
        });
        changes.countOrPause(id).ifPresent(wait -> {
            throw new ProblemException(
                    Problem.of(ProblemCode.RATE_LIMITED, "Your profile was changed too often. Try again later.")
                            .withRetryAfter(wait));
        });
        Profile changed = repository.change(id, new ProfileChange(texts)).orElseThrow(Profiles::nobody);
        tell(changed);
        return changed;
    }

    Optional<Profile> find(String id) {
        return repository.byId(id);
    }

    void tell(Profile profile) {
        for (ProfileListener listener : listeners) {
            try {
                listener.changed(profile);
            } catch (RuntimeException failure) {
                LOG.log(System.Logger.Level.ERROR, "A listener failed at the change of a profile", failure);
            }
        }
    }

    static ProblemException nobody() {
        return new ProblemException(Problem.of(ProblemCode.NOT_FOUND, "There is nobody here with this id."));
    }
}
