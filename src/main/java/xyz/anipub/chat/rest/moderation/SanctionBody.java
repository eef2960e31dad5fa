package xyz.anipub.chat.rest.moderation;

import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import xyz.anipub.chat.rest.CallerBodies;
import xyz.anipub.problem.JsonFields;
import xyz.anipub.text.TextRule;

/**
 * What moderators say of a ban or a mute: {@code {until?, reason?}}.
 *
 * @param reason empty if none is given
 */
record SanctionBody(Optional<String> until, String reason) {

    static SanctionBody read(CallerBodies bodies, InputStream body, @Nullable MediaType type) {
        JsonFields fields = bodies.read(body, type);
        Optional<String> until = fields.optionalText("until", TextRule.ANY);
        String reason = fields.optionalText("reason", TextRule.ANY).orElse("");
        fields.check();
        return new SanctionBody(until, reason);
    }
}
