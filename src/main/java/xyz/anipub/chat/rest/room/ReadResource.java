package xyz.anipub.chat.rest.room;

import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import xyz.anipub.bean.SingletonBean;
import xyz.anipub.chat.reading.ReadService;
import xyz.anipub.chat.rest.Caller;
import xyz.anipub.chat.rest.Identified;

/** How far the caller has read all rooms. */
@Path("/chat/rooms/read")
@Identified
@SingletonBean
@Produces(MediaType.APPLICATION_JSON)
public class ReadResource {

    @Inject
    private ReadService reads;

    @Inject
    private Caller caller;

    /** The caller has read everything; answers in which rooms that is news. */
    @POST
    public AllRead markAll() {
        return new AllRead(reads.markAllRead(caller.member().id()).stream()
                .map(each -> new RoomRead(each.room().value(), each.lastRead()))
                .toList());
    }

    /** The rooms in which something was unread. */
    public record AllRead(List<RoomRead> rooms) {}

    /** How far one of them is read now. */
    public record RoomRead(String roomId, long lastRead) {}
}
