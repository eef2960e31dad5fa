package xyz.anipub.chat.json;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.Optional;
import xyz.anipub.chat.UserId;
import xyz.anipub.chat.member.Member;
import xyz.anipub.json.Json;

/** A person as JSON. */
public final class PersonJson {

    private PersonJson() {}

    /** {@code displayName} is left out where it is the name. */
    public static JsonObject of(Member person) {
        JsonObjectBuilder json = Json.createObjectBuilder()
                .add("_id", person.id().value())
                .add("name", person.name())
                .add("image", person.image());
        if (!person.displayName().isEmpty()) {
            json.add("displayName", person.displayName());
        }
        return json.build();
    }

    /** With empty name and image if it is nobody's id any more. */
    public static JsonObject of(Optional<Member> person, UserId id) {
        return of(person.orElseGet(() -> new Member(id, "", "")));
    }
}
