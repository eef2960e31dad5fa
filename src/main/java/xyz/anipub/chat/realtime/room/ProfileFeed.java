package xyz.anipub.chat.realtime.room;

import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import java.util.Collection;
import xyz.anipub.auth.profile.Profile;
import xyz.anipub.auth.profile.ProfileListener;
import xyz.anipub.bean.SingletonBean;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.UserId;
import xyz.anipub.chat.json.ProfileJson;
import xyz.anipub.chat.realtime.node.NodeEvent;
import xyz.anipub.chat.realtime.socket.ChatSocket;
import xyz.anipub.chat.realtime.socket.ChatSockets;
import xyz.anipub.chat.realtime.wire.EventNames;
import xyz.anipub.socketio.Namespace;
import xyz.anipub.socketio.server.SocketServer;

/**
 * Tells of a changed profile: to the person's other sockets, and to everybody in the rooms that these are in: to
 * themselves once, to the others once for each node through which they are there. What the
 * person posts from then on has the new picture. Whoever is elsewhere reads it when they look. No call waits.
 *
 * <p>Other nodes are told by a server event, and do the same for the sockets that they have; one that does not hear of it posts with
 * the picture of before until the sockets connect again.
 */
@SingletonBean
public class ProfileFeed implements ProfileListener {

    private final Namespace namespace;
    private final ChatSockets sockets;
    private final NodeEvent event;

    @Inject
    ProfileFeed(SocketServer server, ChatSockets sockets) {
        this.namespace = server.of("/");
        this.sockets = sockets;
        this.event = new NodeEvent(server, "anipub:profile");
    }

    /** Passes on what other nodes tell. To be called once, before the first socket. */
    public void watch() {
        event.on(this::tell);
    }

    @Override
    public void changed(Profile profile) {
        JsonObject card = ProfileJson.of(profile);
        tell(card);
        event.send(card);
    }

    private void tell(JsonObject card) {
        UserId user = new UserId(card.getString("_id"));
        Collection<ChatSocket> own = sockets.of(user);
        String image = card.getString("image");
        String displayName = ProfileJson.displayName(card);
        own.forEach(socket -> socket.changeCard(image, displayName));
        String list = ChatSocket.listOf(user);
        namespace.local().to(list).emit(EventNames.PROFILE_CHANGED, card);
        String[] rooms = own.stream()
                .flatMap(socket -> socket.entered().stream())
                .map(RoomId::value)
                .distinct()
                .toArray(String[]::new);
        if (rooms.length > 0) {
            namespace.to(rooms).except(list).emit(EventNames.PROFILE_CHANGED, card);
        }
    }
}
