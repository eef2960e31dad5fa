package xyz.anipub.boot;

import jakarta.inject.Inject;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import xyz.anipub.auth.User;
import xyz.anipub.auth.UserRepository;
import xyz.anipub.auth.adopt.PeopleAdoption;
import xyz.anipub.auth.adopt.PeopleTally;
import xyz.anipub.bean.SingletonBean;
import xyz.anipub.chat.UserId;
import xyz.anipub.chat.adopt.People;
import xyz.anipub.chat.member.Member;

/** What the chat takes over of another server needs of {@code auth}, which knows nothing of the chat. */
@SingletonBean
class AdoptedPeople implements People {

    private final PeopleAdoption adoption;
    private final UserRepository users;

    @Inject
    AdoptedPeople(PeopleAdoption adoption, UserRepository users) {
        this.adoption = adoption;
        this.users = users;
    }

    @Override
    public boolean areThere() {
        return adoption.isNeeded();
    }

    @Override
    public void begin(boolean dry) {
        adoption.begin(dry);
    }

    @Override
    public boolean step() {
        return adoption.step();
    }

    @Override
    public Tally tally() {
        PeopleTally tally = adoption.tally();
        return new Tally(tally.seen(), tally.taken(), tally.renamed(), tally.withoutPassword(), tally.refused());
    }

    @Override
    public Map<UserId, Member> known(Collection<UserId> ids) {
        List<String> values = ids.stream().map(UserId::value).toList();
        Map<UserId, Member> known = new HashMap<>();
        adoption.counted(values).forEach(user -> add(user, known));
        users.byIds(values).forEach(user -> add(user, known));
        return known;
    }

    private static void add(User user, Map<UserId, Member> known) {
        UserId id = new UserId(user.id());
        known.put(id, new Member(id, user.name(), user.image(), user.displayName()));
    }
}
