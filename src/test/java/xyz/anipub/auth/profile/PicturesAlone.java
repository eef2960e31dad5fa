package xyz.anipub.auth.profile;

import java.time.Clock;
import java.util.List;
import xyz.anipub.picture.PictureRules;
import xyz.anipub.picture.Pictures;

/** Pictures of nobody, in memory. */
public final class PicturesAlone {

    private PicturesAlone() {}

    public static ProfilePictures of(Clock clock) {
        InMemoryProfiles repository = new InMemoryProfiles();
        Profiles profiles = new Profiles(ProfileRules.USUAL, repository, List.of(), clock);
        return new ProfilePictures(
                profiles, repository, new InMemoryBlobs(), new Pictures(PictureRules.standard()), clock);
    }
}
