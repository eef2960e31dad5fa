package xyz.anipub.chat.rest.people;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import xyz.anipub.bean.SingletonBean;
import xyz.anipub.chat.UserId;
import xyz.anipub.chat.export.Export;
import xyz.anipub.chat.export.Exports;
import xyz.anipub.chat.rest.Caller;
import xyz.anipub.chat.rest.Identified;

/** What the caller takes along. */
@Path("/users/me/export")
@Identified
@SingletonBean
public class ExportResource {

    @Inject
    private Exports exports;

    @Inject
    private ExportArchive archive;

    @Inject
    private Caller caller;

    /** 200 a ZIP of JSON files, sent while it is read; if that fails the connection ends before the archive does. 429, 503. */
    @GET
    @Produces("application/zip")
    public Response export() {
        UserId user = caller.member().id();
        Export export = exports.begin(user);
        StreamingOutput body = out -> {
            try (export) {
                archive.write(user, export, out);
            }
        };
        return Response.ok(body)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"chat.zip\"")
                .build();
    }
}
