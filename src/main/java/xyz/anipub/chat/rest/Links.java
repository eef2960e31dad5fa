package xyz.anipub.chat.rest;

import jakarta.ws.rs.core.Link;
import jakarta.ws.rs.core.UriInfo;

/** Links from one page of a list to another: the same request with another position. */
public final class Links {

    private Links() {}

    /** The request's own address, path and query, with the positions replaced by one. */
    public static Link to(UriInfo request, String rel, String position, Object value) {
        return Link.fromUriBuilder(request.getRequestUriBuilder()
                        .host(null)
                        .scheme(null)
                        .port(-1)
                        .replaceQueryParam("before")
                        .replaceQueryParam("after")
                        .replaceQueryParam("since")
                        .queryParam(position, value))
                .rel(rel)
                .build();
    }
}
