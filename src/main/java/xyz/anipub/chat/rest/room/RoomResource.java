package xyz.anipub.chat.rest.room;

import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import xyz.anipub.bean.SingletonBean;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.RoomNotFoundException;
import xyz.anipub.chat.UserId;
import xyz.anipub.chat.power.RoomPolicy.Visibility;
import xyz.anipub.chat.rest.Caller;
import xyz.anipub.chat.rest.CallerBodies;
import xyz.anipub.chat.rest.Identified;
import xyz.anipub.chat.room.Room;
import xyz.anipub.chat.room.RoomCatalog;
import xyz.anipub.chat.room.RoomEdit;
import xyz.anipub.chat.room.RoomService;
import xyz.anipub.chat.roomlist.RoomVisibility;
import xyz.anipub.problem.JsonFields;
import xyz.anipub.text.TextRule;

/** One room: read it, change or delete it, join it, leave it. */
@Path("/chat/rooms/{id}")
@Identified
@SingletonBean
@Produces(MediaType.APPLICATION_JSON)
public class RoomResource {

    @Inject
    private RoomService rooms;

    @Inject
    private RoomCatalog catalog;

    @Inject
    private RoomVisibility visibility;

    @Inject
    private RoomViews views;

    @Inject
    private CallerBodies bodies;

    @Inject
    private Caller caller;

    /** The room with its newest messages. */
    @GET
    public JsonObject get(@PathParam("id") String id) {
        UserId me = caller.member().id();
        return views.full(rooms.readable(RoomNotFoundException.parse(id), me), me);
    }

    /**
     * {@code {name?, description?, retention?, posting?, slowMode?, invites?, history?, visibility?, confirm?}}, by its owners; a retention of null
     * stands for the server's rule. If any of it is refused, nothing is changed: all is checked before the visibility changes, and a
     * room is shown under its new name at once.
     */
    @PATCH
    public JsonObject edit(
            @PathParam("id") String id,
            InputStream body,
            @HeaderParam(HttpHeaders.CONTENT_TYPE) @Nullable MediaType type) {
        RoomId room = RoomNotFoundException.parse(id);
        JsonFields fields = bodies.read(body, type);
        Optional<String> name = fields.optionalText("name", TextRule.ANY);
        Optional<String> description = fields.optionalText("description", TextRule.ANY);
        Optional<String> retention = fields.optionalText("retention", TextRule.ANY);
        Optional<String> posting = fields.optionalText("posting", TextRule.ANY);
        Optional<Long> slowMode = fields.has("slowMode") ? Optional.of(fields.number("slowMode")) : Optional.empty();
        Optional<String> invites = fields.optionalText("invites", TextRule.ANY);
        Optional<String> history = fields.optionalText("history", TextRule.ANY);
        Optional<Visibility> to = VisibilityField.in(fields);
        boolean isConfirmed = fields.object().getOrDefault("confirm", JsonValue.FALSE) == JsonValue.TRUE;
        fields.check();
        RoomEdit shown = RoomEdit.shown(name, description)
                .governed(posting, slowMode, invites)
                .remembering(history);
        RoomEdit edit = fields.has("retention") ? shown.keeping(retention) : shown;
        Optional<String> checked = catalog.check(room, caller.actor(), edit);
        if (to.isPresent() && visibility.change(room, caller.actor(), to.get(), checked, isConfirmed)) {
            catalog.editAlong(room, caller.actor(), edit);
        } else {
            catalog.edit(room, caller.actor(), edit);
        }
        UserId me = caller.member().id();
        return views.full(rooms.readable(room, me), me);
    }

    /** By its owners; afterwards nobody finds it. */
    @DELETE
    public void delete(@PathParam("id") String id) {
        catalog.delete(RoomNotFoundException.parse(id), caller.actor());
    }

    /** Makes the caller a member; twice is no error. */
    @POST
    @Path("/join")
    public Joined join(@PathParam("id") String id) {
        Room room = rooms.join(RoomNotFoundException.parse(id), caller.member());
        return new Joined(
                true,
                "You have joined " + room.name() + ".",
                views.full(room, caller.member().id()));
    }

    /** Ends the caller's membership and all delivery from the room to the caller; twice is no error. */
    @DELETE
    @Path("/leave")
    public Left leave(@PathParam("id") String id) {
        rooms.leave(RoomNotFoundException.parse(id), caller.member().id());
        return new Left(true, "You have left the room.");
    }

    /** The answer to joining. */
    public record Joined(boolean success, String message, JsonObject room) {}

    /** The answer to leaving. */
    public record Left(boolean success, String message) {}
}
