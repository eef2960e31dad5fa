package xyz.anipub.chat.roomlist;

import jakarta.inject.Inject;
import java.util.Collection;
import xyz.anipub.bean.SingletonBean;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.UserId;
import xyz.anipub.chat.history.NewestMessages;
import xyz.anipub.chat.room.RoomListener;

/** Passes on what happens to rooms: to the live list, and to what is remembered of their messages. */
@SingletonBean
public class RoomListUpdates implements RoomListener {

    private final RoomListFeed list;
    private final NewestMessages newest;

    @Inject
    public RoomListUpdates(RoomListFeed list, NewestMessages newest) {
        this.list = list;
        this.newest = newest;
    }

    @Override
    public void changed(RoomId room) {
        list.changed(room);
    }

    @Override
    public void deleted(RoomId room) {
        newest.forget(room);
        list.deleted(room);
    }

    @Override
    public void vanished(RoomId room) {
        newest.forget(room);
        list.forget(room);
    }

    @Override
    public void vanished(RoomId room, Collection<UserId> members) {
        list.deletedFor(room, members);
    }

    @Override
    public void hidden(RoomId room) {
        list.hidden(room);
    }

    @Override
    public void hiddenBy(UserId user, RoomId room, long upTo) {
        list.hiddenBy(user, room, upTo);
    }
}
