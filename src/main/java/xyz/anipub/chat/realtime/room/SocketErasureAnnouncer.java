package xyz.anipub.chat.realtime.room;

import jakarta.inject.Inject;
import java.util.Collection;
import java.util.Optional;
import xyz.anipub.auth.profile.Profile;
import xyz.anipub.bean.SingletonBean;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.UserId;
import xyz.anipub.chat.erasure.ErasedPerson;
import xyz.anipub.chat.erasure.ErasureAnnouncer;
import xyz.anipub.chat.json.ProfileJson;
import xyz.anipub.chat.realtime.wire.EventNames;
import xyz.anipub.socketio.Namespace;
import xyz.anipub.socketio.server.SocketServer;

/** Tells every socket on a room's delivery list, on all nodes, the card of somebody who is gone. */
@SingletonBean
public class SocketErasureAnnouncer implements ErasureAnnouncer {

    private final Namespace namespace;
    private final Retractions retractions;

    @Inject
    public SocketErasureAnnouncer(SocketServer server, Retractions retractions) {
        this.namespace = server.of("/");
        this.retractions = retractions;
    }

    @Override
    public void forget(Collection<UserId> users) {
        retractions.retractNames(users);
    }

    @Override
    public void gone(RoomId room, UserId user) {
        Profile nobody = new Profile(
                user.value(), ErasedPerson.NAME, ErasedPerson.NAME, "", "", "", Optional.empty(), Optional.empty());
        namespace.to(room.value()).emit(EventNames.PROFILE_CHANGED, ProfileJson.of(nobody));
    }
}
