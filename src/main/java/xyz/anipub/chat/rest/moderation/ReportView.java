package xyz.anipub.chat.rest.moderation;

import jakarta.json.bind.annotation.JsonbProperty;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import xyz.anipub.chat.UserId;
import xyz.anipub.chat.erasure.ErasedPerson;
import xyz.anipub.chat.report.Report;
import xyz.anipub.text.IsoTime;

/**
 * A report as moderators read it.
 *
 * @param decidedBy left out as long as it is open, as what follows
 */
public record ReportView(
        @JsonbProperty("_id") String id,
        String roomId,
        String reporter,
        String reason,
        String at,
        String state,
        MessageCopy message,
        @Nullable String decidedBy,
        @Nullable String decidedAt,
        @Nullable String note) {

    /** The message as it was when it was reported. */
    public record MessageCopy(
            @JsonbProperty("_id") String id,
            long seq,
            String sender,
            String senderName,
            String content,
            String timestamp) {}

    /** @param gone those whose accounts have ended, and whom it does not name any more */
    static ReportView of(Report report, Set<UserId> gone) {
        Report.Copy copy = report.copy();
        return new ReportView(
                report.id(),
                report.room().value(),
                report.reporter().value(),
                report.reason(),
                IsoTime.text(report.at()),
                report.state().text(),
                new MessageCopy(
                        copy.message().value(),
                        copy.seq(),
                        copy.sender().value(),
                        gone.contains(copy.sender()) ? ErasedPerson.NAME : copy.senderName(),
                        copy.content(),
                        IsoTime.text(copy.timestamp())),
                report.decision().map(decision -> decision.by().value()).orElse(null),
                report.decision().map(decision -> IsoTime.text(decision.at())).orElse(null),
                report.decision().map(Report.Decision::note).orElse(null));
    }
}
