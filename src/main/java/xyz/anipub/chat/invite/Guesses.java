package xyz.anipub.chat.invite;

import jakarta.inject.Inject;
import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import xyz.anipub.bean.SingletonBean;
import xyz.anipub.chat.TooFastException;
import xyz.anipub.chat.UserId;
import xyz.anipub.peer.TokenBuckets;

/**
 * Counts codes that are none, by user and by address, on this node. Whoever has tried too many is refused before the store is asked,
 * whatever the code. Thread-safe and bounded.
 */
@SingletonBean
public class Guesses {

    private static final int REMEMBERED = 20_000;
    private static final Duration WAIT = Duration.ofSeconds(1);

    private final TokenBuckets<String> tries;

    @Inject
    public Guesses(InvitationRules rules) {
        this(rules, System::nanoTime);
    }

    Guesses(InvitationRules rules, LongSupplier nanos) {
        this.tries = new TokenBuckets<>(rules.guesses(), REMEMBERED, nanos);
    }

    /**
     * Does what needs a code, and counts it if there is no such code.
     *
     * @param address whence it comes
     * @throws TooFastException if too many were none
     */
    <T> T counted(UserId user, String address, Supplier<T> task) {
        String byUser = "user " + user.value();
        String byAddress = "address " + address;
        if (!tries.has(byUser) || !tries.has(byAddress)) {
            throw new TooFastException("You have tried too many codes. Try again in a moment.", WAIT);
        }
        try {
            return task.get();
        } catch (InvitationNotFoundException none) {
            tries.spend(byUser, 1);
            tries.spend(byAddress, 1);
            throw none;
        }
    }
}
