package xyz.anipub.auth;

import java.time.Instant;
import java.util.Optional;

/**
 * Which tokens of a user count. Kept with the user, so that whatever changes it is one write, and nothing depends on clocks.
 *
 * @param generation how often all sessions of the user were ended; tokens of ours that are of an earlier one do not count
 * @param spared the session that went on when the others were ended last, empty if none did
 * @param suspension what keeps the user out, if anything does; it may have run out
 * @param deleted whether the account has ended: then no token counts, whoever issued it, for ever
 */
public record Standing(long generation, String spared, Optional<Suspension> suspension, boolean deleted) {

    /** Of an account that there is. */
    public Standing(long generation, String spared, Optional<Suspension> suspension) {
        this(generation, spared, suspension, false);
    }

    /** Everybody's at first. */
    public static final Standing USUAL = new Standing(0, "", Optional.empty());

    /** What keeps the user out now. */
    public Optional<Suspension> suspended(Instant now) {
        return suspension.filter(one -> one.holds(now));
    }

    /** Whether a token counts, as far as its user goes. Another site's sessions end there, so only a suspension refuses those. */
    public boolean accepts(TokenOrigin origin, String tokenId, Instant now) {
        return isOpenTo(origin, tokenId) && suspended(now).isEmpty();
    }

    /** What alone keeps a token from counting now. */
    public Optional<Suspension> refuses(TokenOrigin origin, String tokenId, Instant now) {
        return suspended(now).filter(one -> isOpenTo(origin, tokenId));
    }

    private boolean isOpenTo(TokenOrigin origin, String tokenId) {
        boolean ended = origin.ours() && origin.generation() < generation && !tokenId.equals(spared);
        return !deleted && !ended;
    }
}
