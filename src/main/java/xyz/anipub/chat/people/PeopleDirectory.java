package xyz.anipub.chat.people;

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import xyz.anipub.chat.UserId;
import xyz.anipub.chat.member.Member;

/**
 * Port to whoever keeps users. Waits for the store, for a bounded time, and throws {@link xyz.anipub.chat.UnavailableException} when it
 * cannot be reached.
 */
public interface PeopleDirectory {

    /** Those of the ids that are of users who may use the chat, as they are called now. */
    Map<UserId, Member> known(Collection<UserId> ids);

    /** What all of them are called whom the store remembers: also those who may not use the chat now, and who are gone. */
    default Map<UserId, Member> called(Collection<UserId> ids) {
        return known(ids);
    }

    /** Those of the ids whose accounts have not ended, also if they may not use the chat now. */
    default Set<UserId> there(Collection<UserId> ids) {
        return known(ids).keySet();
    }
}
