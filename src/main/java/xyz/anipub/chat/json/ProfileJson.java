package xyz.anipub.chat.json;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import xyz.anipub.auth.profile.Profile;
import xyz.anipub.json.Json;
import xyz.anipub.text.IsoTime;

/** A person's card as JSON. */
public final class ProfileJson {

    private ProfileJson() {}

    /** What the person of a card is called beside the name; empty if that is the name. */
    public static String displayName(JsonObject card) {
        return Profile.otherName(card.getString("name"), card.getString("displayName"));
    }

    /** {@code memberSince} is left out if nobody knows it. */
    public static JsonObject of(Profile profile) {
        JsonObjectBuilder json = Json.createObjectBuilder()
                .add("_id", profile.id())
                .add("name", profile.name())
                .add("displayName", profile.displayName())
                .add("image", profile.image())
                .add("bio", profile.bio())
                .add("status", profile.status());
        profile.since().ifPresent(since -> json.add("memberSince", IsoTime.text(since)));
        return json.build();
    }
}
