package xyz.anipub.auth.profile;

import xyz.anipub.auth.User;
import xyz.anipub.text.ProfileText;

/**
 * How much people may say of themselves, and how often they may change it.
 *
 * @param displayNameMax {@code anipub.profile.display-name-max}: characters. Default 40
 * @param bioMax {@code anipub.profile.bio-max}. Default 300
 * @param statusMax {@code anipub.profile.status-max}. Default 80
 * @param changes {@code anipub.profile.changes}: how often a person may change texts, in a minute and on one node. Default 20
 * @param images {@code anipub.image.changes}: how often the picture, likewise. Default 10
 */
public record ProfileRules(int displayNameMax, int bioMax, int statusMax, int changes, int images) {

    /** The defaults. */
    public static final ProfileRules USUAL = new ProfileRules(40, 300, 80, 20, 10);

    public ProfileRules {
        if (displayNameMax < 1 || bioMax < 1 || statusMax < 1 || changes < 1 || images < 1) {
            throw new IllegalArgumentException(
                    "anipub.profile.* and anipub.image.changes must be at least 1: %d, %d, %d, %d, %d"
                            .formatted(displayNameMax, bioMax, statusMax, changes, images));
        }
    }

    /** Whether a text is, or looks like, what those are called who are gone: nobody else is. */
    public boolean isNobodys(ProfileChange.Field field, String text) {
        return field == ProfileChange.Field.DISPLAY_NAME && User.isNobodys(text);
    }

    /** What a field may have. */
    public ProfileText rule(ProfileChange.Field field) {
        return switch (field) {
            case DISPLAY_NAME -> ProfileText.line(1, displayNameMax);
            case BIO -> ProfileText.lines(bioMax);
            case STATUS -> ProfileText.line(0, statusMax);
        };
    }
}
