package xyz.anipub.chat.rest.room;

import java.util.Optional;
import xyz.anipub.chat.power.RoomPolicy;
import xyz.anipub.chat.power.RoomPolicy.Visibility;
import xyz.anipub.problem.JsonFields;
import xyz.anipub.text.TextRule;

/** {@code visibility} in a body: {@code public} or {@code private}. */
final class VisibilityField {

    private static final String NAME = "visibility";

    private VisibilityField() {}

    static Optional<Visibility> in(JsonFields fields) {
        Optional<String> text = fields.optionalText(NAME, TextRule.ANY);
        Optional<Visibility> known = text.flatMap(VisibilityField::of);
        if (text.isPresent() && known.isEmpty()) {
            fields.error(NAME, "must be public or private");
        }
        return known;
    }

    private static Optional<Visibility> of(String text) {
        for (Visibility each : Visibility.values()) {
            if (RoomPolicy.text(each).equals(text)) {
                return Optional.of(each);
            }
        }
        return Optional.empty();
    }
}
