package xyz.anipub.chat.rest.moderation;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import xyz.anipub.chat.power.Sanction;
import xyz.anipub.text.IsoTime;

/**
 * A ban or a mute.
 *
 * @param until left out for ever
 */
public record SanctionView(String userId, @Nullable String until, String reason, String by, String at) {

    static SanctionView of(Sanction sanction) {
        return new SanctionView(
                sanction.user().value(),
                sanction.until().equals(Instant.MAX) ? null : IsoTime.text(sanction.until()),
                sanction.reason(),
                sanction.by().value(),
                IsoTime.text(sanction.at()));
    }
}
