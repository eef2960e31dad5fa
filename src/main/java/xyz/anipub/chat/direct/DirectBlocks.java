package xyz.anipub.chat.direct;

import jakarta.inject.Inject;
import java.util.List;
import xyz.anipub.bean.SingletonBean;
import xyz.anipub.chat.UserId;
import xyz.anipub.chat.people.BlockListener;
import xyz.anipub.chat.room.PowerChanges;

/**
 * Who blocks the other or is blocked cannot write in the room of the two. What a node keeps of the room says so, and posting asks the
 * store nothing: here it is forgotten.
 */
@SingletonBean
public class DirectBlocks implements BlockListener {

    private final DirectRepository direct;
    private final PowerChanges changes;

    @Inject
    public DirectBlocks(DirectRepository direct, PowerChanges changes) {
        this.direct = direct;
        this.changes = changes;
    }

    @Override
    public void changed(UserId one, UserId other) {
        direct.find(DirectKey.of(List.of(one, other))).ifPresent(room -> changes.publish(room.id()));
    }
}
