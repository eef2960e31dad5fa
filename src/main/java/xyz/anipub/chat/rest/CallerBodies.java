package xyz.anipub.chat.rest;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;
import xyz.anipub.problem.JsonBodies;
import xyz.anipub.problem.JsonFields;

/** Reads the bodies of requests, and rejects those that say they come from somebody else than the caller. */
@Dependent
public class CallerBodies {

    @Inject
    private JsonBodies bodies;

    @Inject
    private Caller caller;

    /**
     * As {@link JsonBodies#read}.
     *
     * @throws xyz.anipub.chat.ChatException {@code forbidden} if field {@code userId} is another user's id
     */
    public JsonFields read(InputStream body, @Nullable MediaType type) {
        JsonFields fields = bodies.read(body, type);
        fields.textIfAny("userId").ifPresent(caller.member().id()::requireOwn);
        return fields;
    }
}
