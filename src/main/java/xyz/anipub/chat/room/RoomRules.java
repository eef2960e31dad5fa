package xyz.anipub.chat.room;

import xyz.anipub.chat.FieldText;
import xyz.anipub.text.TextRule;

/**
 * What rooms may be called.
 *
 * @param maxNameLength characters after trimming
 * @param maxDescriptionLength characters after trimming
 */
public record RoomRules(int maxNameLength, int maxDescriptionLength) {

    public RoomRules {
        if (maxNameLength < 1 || maxDescriptionLength < 0) {
            throw new IllegalArgumentException(
                    "anipub.room.name-max must be at least 1, and description-max must not be negative.");
        }
    }

    /** 50 and 200 characters. */
    public static RoomRules standard() {
        return new RoomRules(50, 200);
    }

    /** @throws xyz.anipub.chat.InvalidFieldException if the trimmed name is empty, too long or not one visible line */
    public String name(String text) {
        return FieldText.checked("name", text, TextRule.name(1, maxNameLength));
    }

    /** @throws xyz.anipub.chat.InvalidFieldException if the trimmed description is too long */
    public String description(String text) {
        return FieldText.checked("description", text, TextRule.text(0, maxDescriptionLength));
    }
}
