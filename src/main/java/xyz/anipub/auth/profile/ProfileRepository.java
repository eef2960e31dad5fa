package xyz.anipub.auth.profile;

import java.util.Optional;
import xyz.anipub.auth.profile.Profile.Picture;

/**
 * Port to where profiles are kept. Any thread may call; each call may block for a bounded time, and throws {@link
 * xyz.anipub.auth.UnavailableException} if the store cannot be reached in time. Each change is one conditional write of one document:
 * of two at once the later one stands, and two of different fields both do.
 */
public interface ProfileRepository {

    Optional<Profile> byId(String id);

    /** The profile after the change; empty if there is nobody with this id. */
    Optional<Profile> change(String id, ProfileChange change);

    /**
     * Sets or takes away the picture.
     *
     * @param image its address, empty for none
     * @return the profile before; empty if there is nobody with this id
     */
    Optional<Profile> setPicture(String id, String image, Optional<Picture> picture);
}
