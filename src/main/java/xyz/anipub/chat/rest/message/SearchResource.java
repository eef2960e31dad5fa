package xyz.anipub.chat.rest.message;

import jakarta.inject.Inject;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import xyz.anipub.bean.SingletonBean;
import xyz.anipub.chat.json.MessageJson;
import xyz.anipub.chat.rest.Caller;
import xyz.anipub.chat.rest.Identified;
import xyz.anipub.chat.search.SearchService;
import xyz.anipub.chat.search.SearchService.FoundInRooms;
import xyz.anipub.json.Json;

/** Searching the messages of the caller's rooms. */
@Path("/chat/search")
@Identified
@SingletonBean
@Produces(MediaType.APPLICATION_JSON)
public class SearchResource {

    @Inject
    private SearchService search;

    @Inject
    private Caller caller;

    /** Newest first. */
    @GET
    public JsonArray search(@QueryParam("q") @Nullable String text) {
        FoundInRooms found =
                search.inRoomsOf(caller.member().id(), Optional.ofNullable(text).orElse(""));
        JsonArrayBuilder json = Json.createArrayBuilder();
        found.messages()
                .forEach(message -> json.add(MessageJson.whole(message)
                        .add(
                                "roomName",
                                Objects.requireNonNull(found.rooms().get(message.room()))
                                        .name())));
        return json.build();
    }
}
