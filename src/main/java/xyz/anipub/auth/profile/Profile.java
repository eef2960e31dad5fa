package xyz.anipub.auth.profile;

import java.time.Instant;
import java.util.Optional;

/**
 * A person's card.
 *
 * @param id 24 lower-case hex digits
 * @param name unique
 * @param displayName as the person wants to be called; not unique; the name, if nothing else is wanted
 * @param image where the picture is: an address of ours, or whatever was said at registration; empty if there is none
 * @param bio a few sentences, empty if there are none
 * @param status a few words, empty if there are none
 * @param since when the person came here; empty if that is not known
 * @param picture the picture that is kept here, if there is one
 */
public record Profile(
        String id,
        String name,
        String displayName,
        String image,
        String bio,
        String status,
        Optional<Instant> since,
        Optional<Picture> picture) {

    /** The display name, or empty if it is the name. */
    public String otherName() {
        return otherName(name, displayName);
    }

    /** The same of somebody of whom no more is known. */
    public static String otherName(String name, String displayName) {
        return displayName.equals(name) ? "" : displayName;
    }

    /**
     * A picture and where it is.
     *
     * @param version the id of its larger blob, which stands in the address
     * @param small the id of the smaller one
     */
    public record Picture(String version, String small) {}
}
