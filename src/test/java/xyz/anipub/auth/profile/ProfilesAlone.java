package xyz.anipub.auth.profile;

import java.time.Clock;
import java.util.List;

/** Profiles of which nobody is told. */
public final class ProfilesAlone {

    private ProfilesAlone() {}

    public static Profiles over(ProfileRepository repository) {
        return new Profiles(ProfileRules.USUAL, repository, List.of(), Clock.systemUTC());
    }
}
