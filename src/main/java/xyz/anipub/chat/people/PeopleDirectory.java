package xyz.anipub.chat.people;

import java.util.Collection;
import java.util.Map;
import xyz.anipub.chat.UserId;
import xyz.anipub.chat.member.Member;

/**
 * Port to whoever keeps users. Waits for the store, for a bounded time, and throws {@link xyz.anipub.chat.UnavailableException} when it
 * cannot be reached.
 */
public interface PeopleDirectory {

    /** Those of the ids that are of users who may use the chat, as they are called now. */
    Map<UserId, Member> known(Collection<UserId> ids);
}
