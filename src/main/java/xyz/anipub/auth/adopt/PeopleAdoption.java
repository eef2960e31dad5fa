package xyz.anipub.auth.adopt;

import jakarta.inject.Inject;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import xyz.anipub.auth.BcryptHash;
import xyz.anipub.auth.EmailKey;
import xyz.anipub.auth.ImageUrl;
import xyz.anipub.auth.User;
import xyz.anipub.auth.UserRepository.Added;
import xyz.anipub.bean.SingletonBean;
import xyz.anipub.text.Lookalike;
import xyz.anipub.text.NameKey;
import xyz.anipub.text.NumberedNames;

/**
 * Makes the other server's users ours, some at a call: those whose id is not known here yet. Doing it again, or on two nodes at once,
 * adds nobody twice. It may be begun anew at any time.
 *
 * <p>Not for several threads at once, but for {@link #tally}.
 */
@SingletonBean
public class PeopleAdoption {

    private static final System.Logger LOG = System.getLogger(PeopleAdoption.class.getName());

    private static final int SOME = 100;

    private final FormerPeople former;
    private final AdoptedUsers users;

    private boolean dry;
    private @Nullable Object upTo;
    private NumberedNames names = new NumberedNames();
    /** Of those who would have been taken by a dry run. */
    private final Set<String> looks = new HashSet<>();

    private final Set<String> emails = new HashSet<>();

    /** By their ids. */
    private final Map<String, User> counted = new HashMap<>();

    private volatile PeopleTally tally = PeopleTally.NOBODY;

    @Inject
    public PeopleAdoption(FormerPeople former, AdoptedUsers users) {
        this.former = former;
        this.users = users;
    }

    /** Whether there is anybody to take over. */
    public boolean isNeeded() {
        return former.areThere();
    }

    /** Begins with the first one. @param dry to write nothing */
    public void begin(boolean dry) {
        this.dry = dry;
        upTo = null;
        names = new NumberedNames();
        looks.clear();
        emails.clear();
        counted.clear();
        tally = PeopleTally.NOBODY;
    }

    /**
     * Goes on by {@value #SOME}.
     *
     * @return whether there are more
     * @throws xyz.anipub.auth.UnavailableException if the store is away; the next call does the same ones
     */
    public boolean step() {
        FormerPeople.Some some = former.after(upTo, SOME);
        if (upTo == null && areUnreadable(some.people())) {
            return false;
        }
        Map<String, User> known = new HashMap<>();
        users.byIds(some.people().stream()
                        .flatMap(person -> person.id().stream())
                        .toList())
                .forEach(user -> known.put(user.id(), user));
        for (FormerPerson person : some.people()) {
            if (person.id().isEmpty()) {
                LOG.log(
                        System.Logger.Level.WARNING,
                        "Not adopted: the user {0}, whose _id is not 24 hex digits.",
                        person.key());
                tally = tally.withRefused();
            } else if (known.containsKey(person.id().get())) {
                complete(known.get(person.id().get()), person);
                tally = tally.withKnown();
            } else if (person.saysNothing()) {
                LOG.log(
                        System.Logger.Level.WARNING,
                        "Not adopted: the user {0}, who has no name, e-mail address or bcrypt hash.",
                        person.key());
                tally = tally.withRefused();
            } else {
                take(person, person.id().get());
            }
        }
        upTo = some.last();
        return upTo != null;
    }

    /** How far it has come. Any thread may ask. */
    public PeopleTally tally() {
        return tally;
    }

    /** Those of the ids whom this dry run has counted. */
    public List<User> counted(Collection<String> ids) {
        return ids.stream().map(counted::get).filter(Objects::nonNull).toList();
    }

    /** As if the settings named other fields than there are: everybody would be adopted without a name, for good. */
    private boolean areUnreadable(List<FormerPerson> first) {
        if (first.isEmpty() || !first.stream().allMatch(FormerPerson::saysNothing)) {
            return false;
        }
        LOG.log(
                System.Logger.Level.WARNING,
                "No user is adopted: the first {0} have no name, e-mail address or bcrypt hash in the fields that"
                        + " anipub.adopt.name, anipub.adopt.email and anipub.adopt.password name.",
                String.valueOf(first.size()));
        first.forEach(person -> tally = tally.withRefused());
        return true;
    }

    /** Who could not log in may have got a password there, or the setting for it has been mended. */
    private void complete(User user, FormerPerson person) {
        if (!dry && user.passwordHash().isEmpty() && BcryptHash.is(person.password())) {
            users.complete(user.id(), person.password(), email(person));
        }
    }

    private void take(FormerPerson person, String id) {
        String hash = BcryptHash.is(person.password()) ? person.password() : "";
        String image = ImageUrl.isAllowed(person.image()) ? person.image() : "";
        String email = email(person);
        String wanted =
                NameKey.of(person.name()).isEmpty() ? "User" : person.name().strip();
        Optional<String> name = names.take(wanted, id, free -> isTaken(new User(id, free, image, hash), email));
        if (name.isEmpty()) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "Not adopted: the user {0}, as no name like {1} is free.",
                    person.key(),
                    wanted);
            tally = tally.withRefused();
            return;
        }
        boolean isRenamed = !name.get().equals(person.name().strip());
        if (isRenamed) {
            LOG.log(
                    System.Logger.Level.INFO,
                    "The user {0} is called {1} here, as another has the name {2}, one like it, or there is none.",
                    person.key(),
                    name.get(),
                    wanted);
        }
        if (hash.isEmpty()) {
            LOG.log(
                    System.Logger.Level.INFO,
                    "The user {0} has no bcrypt hash of a password, and cannot log in by one.",
                    person.key());
        }
        tally = tally.withTaken(isRenamed, !hash.isEmpty());
    }

    private String email(FormerPerson person) {
        String email = EmailKey.of(person.email());
        // An address that is somebody's name here as well: whoever wrote it there must not stand in his way.
        boolean isTaken = dry && !email.isEmpty() && !emails.add(email);
        if (!email.isEmpty() && (isTaken || users.isEmailTaken(email) || users.isTaken(email))) {
            LOG.log(
                    System.Logger.Level.INFO,
                    "The user {0} has the e-mail address of another, or one that is another''s name, and logs in by name only.",
                    person.key());
            return "";
        }
        return email;
    }

    /** Whether this user is one of ours now, or would be. */
    private boolean isTaken(User user, String email) {
        if (User.isNobodys(user.name())) {
            return true;
        }
        if (dry) {
            List<String> own = List.copyOf(Lookalike.of(user.name()));
            boolean isFree = own.stream().noneMatch(looks::contains) && !users.isTaken(user.name());
            if (isFree) {
                looks.addAll(own);
                counted.put(user.id(), user);
            }
            return isFree;
        }
        // Of an id that is taken by now: another node was faster.
        return users.add(user, email) != Added.NAME_TAKEN;
    }
}
