package xyz.anipub.chat.rest.moderation;

import jakarta.json.bind.annotation.JsonbProperty;
import org.jspecify.annotations.Nullable;
import xyz.anipub.audit.AuditEntry;
import xyz.anipub.text.IsoTime;

/** Something that somebody with power did; what it has not is left out. */
public record AuditView(
        @JsonbProperty("_id") String id,
        String at,
        String actor,
        String action,
        @Nullable String roomId,
        @Nullable String userId,
        @Nullable String messageId,
        @Nullable String reason,
        @Nullable String text) {

    static AuditView of(AuditEntry entry) {
        return new AuditView(
                entry.id(),
                IsoTime.text(entry.at()),
                entry.deed().actor(),
                entry.deed().action(),
                entry.deed().room().orElse(null),
                entry.deed().user().orElse(null),
                entry.deed().message().orElse(null),
                entry.deed().reason().orElse(null),
                entry.deed().text().orElse(null));
    }
}
