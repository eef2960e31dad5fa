package xyz.anipub.chat.adopt;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import xyz.anipub.auth.User;
import xyz.anipub.auth.adopt.PeopleAdoption;
import xyz.anipub.auth.adopt.PeopleTally;
import xyz.anipub.auth.mongo.MongoUsers;
import xyz.anipub.chat.UserId;
import xyz.anipub.chat.room.Member;

/** The port as {@code boot} implements it. */
record AdoptedUsersAsPeople(PeopleAdoption adoption, MongoUsers users) implements People {

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
        Map<UserId, Member> known = new HashMap<>();
        List<String> values = ids.stream().map(UserId::value).toList();
        List<User> found = new ArrayList<>(adoption.counted(values));
        found.addAll(users.byIds(values));
        found.forEach(
                user -> known.put(new UserId(user.id()), new Member(new UserId(user.id()), user.name(), user.image())));
        return known;
    }
}
