package xyz.anipub.chat.rest.people;

import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import xyz.anipub.auth.Principal;
import xyz.anipub.auth.session.Visitor;
import xyz.anipub.auth.token.Tokens;
import xyz.anipub.bean.SingletonBean;
import xyz.anipub.chat.export.Export;
import xyz.anipub.chat.export.Exports;
import xyz.anipub.chat.rest.Caller;
import xyz.anipub.chat.rest.Identified;

/** What the caller takes along. */
@Path("/users/me/export")
@Identified
@SingletonBean
public class ExportResource {

    private static final String ZIP = "application/zip";

    @Inject
    private Exports exports;

    @Inject
    private ExportArchive archive;

    @Inject
    private Caller caller;

    @Inject
    private Tokens tokens;

    @Context
    private HttpServletRequest request;

    /**
     * 200 a ZIP of JSON files, sent while it is read; if that fails, or the caller's session ends in the middle, what was sent ends before the
     * archive does. 429, 503.
     */
    @GET
    @Produces(ZIP)
    public Response export(@HeaderParam(HttpHeaders.USER_AGENT) @DefaultValue("") String agent) {
        Principal principal = caller.principal();
        Visitor visitor = Visitor.of(agent, request.getRemoteAddr());
        Export export = exports.begin(caller.member().id(), () -> tokens.hasEnded(principal));
        StreamingOutput body = out -> {
            try (export) {
                archive.write(principal, visitor, export, out);
            }
        };
        return headers(Response.ok(body));
    }

    /** What comes with it, and nothing is read for. */
    @HEAD
    @Produces(ZIP)
    public Response head() {
        return headers(Response.ok().type(ZIP));
    }

    private static Response headers(Response.ResponseBuilder answer) {
        return answer.header(HttpHeaders.CACHE_CONTROL, "no-store")
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"chat.zip\"")
                .build();
    }
}
