package xyz.anipub.chat.rest.people;

import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import xyz.anipub.auth.profile.ProfileChange.Field;
import xyz.anipub.auth.profile.Profiles;
import xyz.anipub.bean.SingletonBean;
import xyz.anipub.chat.json.ProfileJson;
import xyz.anipub.chat.rest.Caller;
import xyz.anipub.chat.rest.CallerBodies;
import xyz.anipub.chat.rest.Identified;
import xyz.anipub.problem.JsonFields;
import xyz.anipub.text.ProfileText;

/** The caller's own card. */
@Path("/users/me")
@Identified
@SingletonBean
@Produces(MediaType.APPLICATION_JSON)
public class OwnProfileResource {

    @Inject
    private Profiles profiles;

    @Inject
    private CallerBodies bodies;

    @Inject
    private Caller caller;

    @GET
    public JsonObject get() {
        return ProfileJson.of(profiles.get(caller.member().id().value()));
    }

    /** {@code {displayName?, bio?, status?}}: null takes one away, what is missing stays. 200 the card then. */
    @PATCH
    public JsonObject change(InputStream body, @HeaderParam(HttpHeaders.CONTENT_TYPE) @Nullable MediaType type) {
        JsonFields fields = bodies.read(body, type);
        Map<Field, String> texts = new EnumMap<>(Field.class);
        for (Field field : Field.values()) {
            if (fields.has(field.text())) {
                texts.put(field, text(fields, field));
            }
        }
        fields.check();
        return ProfileJson.of(profiles.change(caller.member().id().value(), texts));
    }

    private String text(JsonFields fields, Field field) {
        if (fields.object().get(field.text()) == JsonValue.NULL) {
            return "";
        }
        ProfileText rule = profiles.rules().rule(field);
        Optional<String> given = fields.optionalText(field.text(), rule.rule());
        String text = given.orElse("x");
        String kept = rule.apply(text);
        if (given.isPresent() && rule.rule().violation(text).isEmpty()) {
            rule.violation(kept).ifPresent(violation -> fields.error(field.text(), violation));
            if (profiles.rules().isNobodys(field, kept)) {
                fields.error(field.text(), "must be another: it says that somebody is gone");
            }
        }
        return kept;
    }
}
