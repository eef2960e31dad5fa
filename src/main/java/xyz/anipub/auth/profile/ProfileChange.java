package xyz.anipub.auth.profile;

import java.util.Map;

/**
 * What is to be another in a profile.
 *
 * @param texts by field; an empty one takes the field away; those that are missing stay
 */
public record ProfileChange(Map<Field, String> texts) {

    /** What people write of themselves. */
    public enum Field {
        DISPLAY_NAME("displayName"),
        BIO("bio"),
        STATUS("status");

        private final String text;

        Field(String text) {
            this.text = text;
        }

        /** The field's name in requests and in the store. */
        public String text() {
            return text;
        }
    }

    public ProfileChange {
        texts = Map.copyOf(texts);
    }
}
