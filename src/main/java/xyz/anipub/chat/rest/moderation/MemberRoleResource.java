package xyz.anipub.chat.rest.moderation;

import jakarta.inject.Inject;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import xyz.anipub.bean.SingletonBean;
import xyz.anipub.chat.ErrorCode;
import xyz.anipub.chat.InvalidFieldException;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.RoomNotFoundException;
import xyz.anipub.chat.UserId;
import xyz.anipub.chat.moderation.MemberNotFoundException;
import xyz.anipub.chat.moderation.RoomRoles;
import xyz.anipub.chat.power.Role;
import xyz.anipub.chat.rest.Caller;
import xyz.anipub.chat.rest.CallerBodies;
import xyz.anipub.chat.rest.Identified;
import xyz.anipub.problem.JsonFields;
import xyz.anipub.text.TextRule;

/** What a member is in a room. */
@Path("/chat/rooms/{id}/members/{userId}/role")
@Identified
@SingletonBean
@Produces(MediaType.APPLICATION_JSON)
public class MemberRoleResource {

    @Inject
    private RoomRoles roles;

    @Inject
    private CallerBodies bodies;

    @Inject
    private Caller caller;

    /** {@code {role}}, by owners; twice is no error. */
    @PUT
    public void give(
            @PathParam("id") String id,
            @PathParam("userId") String user,
            InputStream body,
            @HeaderParam(HttpHeaders.CONTENT_TYPE) @Nullable MediaType type) {
        RoomId room = RoomNotFoundException.parse(id);
        UserId target = MemberNotFoundException.parse(user);
        JsonFields fields = bodies.read(body, type);
        String word = fields.text("role", TextRule.ANY);
        fields.check();
        roles.give(room, caller.actor(), target, role(word));
    }

    private static Role role(String word) {
        return Arrays.stream(Role.values())
                .filter(role -> role.text().equals(word))
                .findFirst()
                .orElseThrow(() -> new InvalidFieldException(
                        ErrorCode.INVALID, "role", "role must be owner, moderator or member."));
    }
}
