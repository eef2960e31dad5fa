package xyz.anipub.chat.adopt;

import java.util.Collection;
import java.util.Map;
import xyz.anipub.chat.UserId;
import xyz.anipub.chat.member.Member;

/**
 * Port to the users, who are taken over before the rooms.
 *
 * <p>Methods wait for the store and throw what the store throws; they may be repeated then.
 */
public interface People {

    /** Whether there are any to take over. */
    boolean areThere();

    /** Begins with the first one. @param dry to write nothing */
    void begin(boolean dry);

    /** Goes on. @return whether there are more */
    boolean step();

    /** How far that has come. Any thread may ask. */
    Tally tally();

    /** Those of the ids that are users', as they are called here; in a dry run also those that would be. */
    Map<UserId, Member> known(Collection<UserId> ids);

    /** @param refused those who cannot be taken */
    record Tally(long seen, long taken, long renamed, long withoutPassword, long refused) {}
}
