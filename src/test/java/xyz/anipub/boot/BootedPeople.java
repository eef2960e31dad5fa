package xyz.anipub.boot;

import xyz.anipub.auth.UserRepository;
import xyz.anipub.auth.adopt.PeopleAdoption;
import xyz.anipub.chat.adopt.People;

/** The port to the users as the application has it, for tests of what stands behind it. */
public final class BootedPeople {

    private BootedPeople() {}

    public static People of(PeopleAdoption adoption, UserRepository users) {
        return new AdoptedPeople(adoption, users);
    }
}
