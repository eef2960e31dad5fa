package xyz.anipub.chat.rest.moderation;

import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import xyz.anipub.bean.SingletonBean;
import xyz.anipub.chat.ErrorCode;
import xyz.anipub.chat.InvalidFieldException;
import xyz.anipub.chat.UserId;
import xyz.anipub.chat.erasure.ErasedPerson;
import xyz.anipub.chat.member.Member;
import xyz.anipub.chat.people.PeopleDirectory;
import xyz.anipub.chat.report.Report;
import xyz.anipub.chat.report.Report.State;
import xyz.anipub.chat.report.ReportService;
import xyz.anipub.chat.rest.Caller;
import xyz.anipub.chat.rest.CallerBodies;
import xyz.anipub.chat.rest.Identified;
import xyz.anipub.problem.JsonFields;
import xyz.anipub.text.TextRule;

/** Reports, for the moderators of their rooms and the admins of the site. */
@Path("/chat/reports")
@Identified
@SingletonBean
@Produces(MediaType.APPLICATION_JSON)
public class ReportsResource {

    @Inject
    private ReportService reports;

    @Inject
    private PeopleDirectory people;

    @Inject
    private CallerBodies bodies;

    @Inject
    private Caller caller;

    /** Newest first; {@code Link rel=next} while there may be more. */
    @GET
    public Response list(
            @QueryParam("state") @DefaultValue("open") String state,
            @QueryParam("after") @Nullable String after,
            @QueryParam("limit") @Nullable String limit,
            @Context UriInfo uri) {
        int count = NewestPage.limit(limit);
        List<Report> page = reports.newest(state(state, true), caller.actor(), Optional.ofNullable(after), count);
        Set<UserId> gone = gone(page);
        return NewestPage.of(page, count, Report::id, report -> ReportView.of(report, gone), uri);
    }

    /** {@code {state, note?}}; the same again is no error. */
    @PATCH
    @Path("/{reportId}")
    public ReportView decide(
            @PathParam("reportId") String id,
            InputStream body,
            @HeaderParam(HttpHeaders.CONTENT_TYPE) @Nullable MediaType type) {
        JsonFields fields = bodies.read(body, type);
        String state = fields.text("state", TextRule.ANY);
        String note = fields.optionalText("note", TextRule.ANY).orElse("");
        fields.check();
        Report decided = reports.decide(id, caller.actor(), state(state, false), note);
        return ReportView.of(decided, gone(List.of(decided)));
    }

    /** A report keeps a copy of the message, with the name. */
    private Set<UserId> gone(List<Report> shown) {
        Set<UserId> senders =
                shown.stream().map(report -> report.copy().sender()).collect(Collectors.toSet());
        return people.called(senders).values().stream()
                .filter(person -> person.name().equals(ErasedPerson.NAME))
                .map(Member::id)
                .collect(Collectors.toSet());
    }

    private static State state(String word, boolean openAsWell) {
        return Arrays.stream(State.values())
                .filter(state -> state.text().equals(word) && (openAsWell || state != State.OPEN))
                .findFirst()
                .orElseThrow(() -> new InvalidFieldException(
                        ErrorCode.INVALID,
                        "state",
                        openAsWell
                                ? "state must be open, resolved or dismissed."
                                : "state must be resolved or dismissed."));
    }
}
