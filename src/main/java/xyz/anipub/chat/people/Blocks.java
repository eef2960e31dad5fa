package xyz.anipub.chat.people;

import jakarta.inject.Inject;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import xyz.anipub.bean.SingletonBean;
import xyz.anipub.chat.ChatException;
import xyz.anipub.chat.ErrorCode;
import xyz.anipub.chat.InvalidFieldException;
import xyz.anipub.chat.Page;
import xyz.anipub.chat.UserId;
import xyz.anipub.chat.member.Member;
import xyz.anipub.chat.people.BlockRepository.Block;

/**
 * Who wants nothing of whom. The blocked person is told nothing, and cannot tell a block from an account that is gone. All methods wait
 * for the store; see {@link BlockRepository}.
 */
@SingletonBean
public class Blocks {

    private final BlockRepository blocks;
    private final PeopleDirectory people;
    private final BlockListener listener;
    private final BlockRules rules;
    private final Clock clock;

    @Inject
    public Blocks(
            BlockRepository blocks, PeopleDirectory people, BlockListener listener, BlockRules rules, Clock clock) {
        this.blocks = blocks;
        this.people = people;
        this.listener = listener;
        this.rules = rules;
        this.clock = clock;
    }

    /**
     * Blocks somebody; twice is no error, and neither is somebody who is not known: who is told nothing learns nothing by that either.
     *
     * <p>What is too many is taken back after it was stored, so that of several at the same time none stays beyond the limit.
     *
     * @throws InvalidFieldException if that is oneself
     * @throws ChatException {@code conflict} if one blocks too many
     */
    public void block(UserId by, UserId blocked) {
        if (by.equals(blocked)) {
            throw new InvalidFieldException(ErrorCode.INVALID, "userId", "userId must not be your own.");
        }
        boolean isNew = blocks.add(by, blocked, clock.instant().truncatedTo(ChronoUnit.MILLIS));
        if (isNew && blocks.count(by) > rules.max()) {
            blocks.remove(by, blocked);
            throw new ChatException(ErrorCode.CONFLICT, "You have blocked too many people: unblock somebody first.");
        }
        // Also if it is none: the first time may have failed behind the store.
        listener.changed(by, blocked);
    }

    /** Takes it back; twice is no error. */
    public void unblock(UserId by, UserId blocked) {
        blocks.remove(by, blocked);
        listener.changed(by, blocked);
    }

    /** Whom somebody blocks, in the order of their ids; without a name who is not a user any more. */
    public Page<Blocked> of(UserId by, Optional<String> after, int limit) {
        Page<Block> page = blocks.of(by, after, limit);
        Map<UserId, Member> known =
                people.known(page.items().stream().map(Block::blocked).toList());
        return new Page<>(
                page.items().stream()
                        .map(block -> new Blocked(block, Optional.ofNullable(known.get(block.blocked()))))
                        .toList(),
                page.next());
    }

    /**
     * Those of some people whom another can write to or invite: who are known, and none blocks the other.
     *
     * @throws UnreachableException if one of them is not
     */
    public Map<UserId, Member> requireReachable(UserId by, Collection<UserId> others) {
        Map<UserId, Member> known = people.known(others);
        if (!known.keySet().containsAll(others) || isBlocked(by, others)) {
            throw new UnreachableException();
        }
        return known;
    }

    /** Whether a person and one of these block each other, whichever way. */
    public boolean isBlocked(UserId one, Collection<UserId> others) {
        return !others.isEmpty() && !blocks.eitherWay(one, others).isEmpty();
    }

    /** Those of some others whom somebody blocks. */
    public Set<UserId> blockedAmong(UserId by, Collection<UserId> others) {
        return others.isEmpty() ? Set.of() : blocks.blockedAmong(by, others);
    }

    /** Those of some others who block somebody. */
    public Set<UserId> blockersAmong(Collection<UserId> others, UserId blocked) {
        return others.isEmpty() ? Set.of() : blocks.blockersAmong(others, blocked);
    }

    /** Those of some others who block a person or are blocked by that one. */
    public Set<UserId> eitherWay(UserId one, Collection<UserId> others) {
        return others.isEmpty() ? Set.of() : blocks.eitherWay(one, others);
    }

    /** Those of some people who are users, as they are called now. */
    public Map<UserId, Member> known(Collection<UserId> ids) {
        return people.known(ids);
    }

    /** Somebody who is blocked, as that one is called now. */
    public record Blocked(Block block, Optional<Member> member) {}
}
