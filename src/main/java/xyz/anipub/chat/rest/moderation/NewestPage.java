package xyz.anipub.chat.rest.moderation;

import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import xyz.anipub.chat.rest.Links;
import xyz.anipub.chat.rest.PageQuery;

/** A page of a list that is told newest first, with {@code Link rel=next} while there may be more. */
final class NewestPage {

    private static final int STANDARD_LIMIT = 50;
    private static final int MAX_LIMIT = 200;

    private NewestPage() {}

    /** How many are asked for. */
    static int limit(@Nullable String limit) {
        return PageQuery.limit(limit, STANDARD_LIMIT, MAX_LIMIT);
    }

    /** @param id of an item, behind which the next page begins */
    static <T> Response of(List<T> page, int limit, Function<T, String> id, Function<T, ?> view, UriInfo uri) {
        Response.ResponseBuilder answer = Response.ok(page.stream().map(view).toList());
        if (page.size() == limit) {
            answer.links(Links.to(uri, "next", "after", id.apply(page.get(limit - 1))));
        }
        return answer.build();
    }
}
