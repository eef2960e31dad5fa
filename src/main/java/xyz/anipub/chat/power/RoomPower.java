package xyz.anipub.chat.power;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import xyz.anipub.chat.UserId;

/**
 * Who has which power in a room, as of one moment. Says nothing of who is a member, of whom there may be many.
 *
 * @param moderators who are no owners
 * @param mutes until when whom; {@link Instant#MAX} for ever; some may be over. In the direct room of two of whom one blocks the other, or
 *     is not to be reached, both
 * @param bans the same
 * @param pair whose direct room it is, if it is that of two, and not of a group of whom two are left
 */
public record RoomPower(
        RoomPolicy policy,
        Set<UserId> moderators,
        Map<UserId, Instant> mutes,
        Map<UserId, Instant> bans,
        Set<UserId> pair) {

    public RoomPower {
        moderators = Set.copyOf(moderators);
        mutes = Map.copyOf(mutes);
        bans = Map.copyOf(bans);
        pair = Set.copyOf(pair);
    }

    /** Of one that is no pair's. */
    public RoomPower(RoomPolicy policy, Set<UserId> moderators, Map<UserId, Instant> mutes, Map<UserId, Instant> bans) {
        this(policy, moderators, mutes, bans, Set.of());
    }

    /** Of a room in which nothing special holds. */
    public static RoomPower of(RoomPolicy policy) {
        return new RoomPower(policy, Set.of(), Map.of(), Map.of());
    }

    /** Whether it is the direct room of two. */
    public boolean isPair() {
        return !pair.isEmpty();
    }

    /** The same while one of the pair cannot be reached: neither may write then. */
    RoomPower awayUntil(Instant until) {
        return new RoomPower(
                policy,
                moderators,
                pair.stream().collect(Collectors.toMap(Function.identity(), user -> until)),
                bans,
                pair);
    }

    /** What a member is. */
    public Role role(UserId member) {
        return policy.owners().contains(member)
                ? Role.OWNER
                : moderators.contains(member) ? Role.MODERATOR : Role.MEMBER;
    }

    /** Until when somebody may not post; empty if it is allowed. */
    public Optional<Instant> mutedUntil(UserId user, Instant now) {
        return Optional.ofNullable(mutes.get(user)).filter(now::isBefore);
    }

    /** Until when somebody may neither read nor join; empty if it is allowed. */
    public Optional<Instant> bannedUntil(UserId user, Instant now) {
        return Optional.ofNullable(bans.get(user)).filter(now::isBefore);
    }

    /** What a member is, and for how long muted: that one of two blocks the other is not told. */
    public Standing standing(UserId member, Instant now) {
        return new Standing(role(member), policy.isDirect() ? Optional.empty() : mutedUntil(member, now));
    }

    /** How much memory it takes, in people. */
    int size() {
        return 1 + policy.owners().size() + moderators.size() + mutes.size() + bans.size();
    }
}
