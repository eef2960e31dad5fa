package xyz.anipub.chat.rest.people;

import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HttpMethod;
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

    /**
     * 200 a ZIP of JSON files, sent while it is read; if that fails, or the caller's session ends in the middle, what was sent ends before the
     * archive does. 429, 503.
     */
    @GET
    @Produces(ZIP)
    public Response export(@Context HttpServletRequest request) {
        if (request.getMethod().equals(HttpMethod.HEAD)) {
            // Only what comes with it is asked for: nothing is read.
            return headers(Response.ok().type(ZIP));
        }
        Principal principal = caller.principal();
        Visitor visitor = Visitor.of(request.getHeader(HttpHeaders.USER_AGENT), request.getRemoteAddr());
        Export export = exports.begin(caller.member().id(), () -> tokens.hasEnded(principal));
        StreamingOutput body = out -> {
            try (export) {
                archive.write(principal, visitor, export, export.through(out));
            }
        };
        return headers(Response.ok(body));
    }

    private static Response headers(Response.ResponseBuilder answer) {
        return answer.header(HttpHeaders.CACHE_CONTROL, "no-store")
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"chat.zip\"")
                .build();
    }
}
