package xyz.anipub.chat.json;

import jakarta.json.JsonObject;
import java.util.Optional;
import xyz.anipub.chat.UserId;
import xyz.anipub.chat.member.Member;

/** A person as JSON. */
public final class PersonJson {

    private PersonJson() {}

    public static JsonObject of(Member person) {
        return MessageJson.JSON
                .createObjectBuilder()
                .add("_id", person.id().value())
                .add("name", person.name())
                .add("image", person.image())
                .build();
    }

    /** With empty name and image if it is nobody's id any more. */
    public static JsonObject of(Optional<Member> person, UserId id) {
        return of(person.orElseGet(() -> new Member(id, "", "")));
    }
}
