package xyz.anipub.chat.people;

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import xyz.anipub.chat.UserId;
import xyz.anipub.chat.member.Member;

/**
 * Port to whoever keeps users. Waits for the store, for a bounded time, and throws {@link xyz.anipub.chat.UnavailableException} when it
 * cannot be reached. Until when somebody cannot be reached is asked of {@link xyz.anipub.chat.power.Reachability}, which is
 * below this.
 */
public interface PeopleDirectory {

    /** Those of the ids that are of users who may use the chat, as they are called now. */
    Map<UserId, Member> known(Collection<UserId> ids);

    /** What all of them are called whom the store remembers: also those who may not use the chat now, and who are gone. */
    Map<UserId, Member> called(Collection<UserId> ids);

    /** Those of the ids whose accounts have not ended, also if they may not use the chat now. */
    Set<UserId> there(Collection<UserId> ids);
}
