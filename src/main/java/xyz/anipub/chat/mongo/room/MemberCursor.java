package xyz.anipub.chat.mongo.room;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.or;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.ObjectId;
import xyz.anipub.chat.Page;
import xyz.anipub.chat.UserId;

/** Where a page of members ended that are in the order of their names: several may have the same. */
public record MemberCursor(String nameKey, UserId user) {

    private static final int ID_LENGTH = 24;

    static MemberCursor of(Document membership) {
        return new MemberCursor(
                membership.getString("nameKey"),
                new UserId(membership.getObjectId("user").toHexString()));
    }

    /** The id, and the name in a form that any address takes. */
    public String text() {
        return user.value()
                + Base64.getUrlEncoder().withoutPadding().encodeToString(nameKey.getBytes(StandardCharsets.UTF_8));
    }

    /** @throws xyz.anipub.chat.InvalidFieldException if the text is no cursor */
    static MemberCursor parse(String text) {
        if (text.length() < ID_LENGTH) {
            throw Page.noCursor();
        }
        UserId user = UserId.parse(text.substring(0, ID_LENGTH)).orElseThrow(Page::noCursor);
        try {
            byte[] name = Base64.getUrlDecoder().decode(text.substring(ID_LENGTH));
            return new MemberCursor(new String(name, StandardCharsets.UTF_8), user);
        } catch (IllegalArgumentException notBase64) {
            throw Page.noCursor();
        }
    }

    /** The memberships behind this place; the bound is for the index, which cannot take it out of the choice. */
    Bson above() {
        return and(
                gte("nameKey", nameKey),
                or(gt("nameKey", nameKey), and(eq("nameKey", nameKey), gt("user", new ObjectId(user.value())))));
    }
}
