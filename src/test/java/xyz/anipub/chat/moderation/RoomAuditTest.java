package xyz.anipub.chat.moderation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import xyz.anipub.audit.InMemoryAudit;
import xyz.anipub.chat.TestIds;
import xyz.anipub.chat.message.Message;
import xyz.anipub.chat.posting.Cluster;
import xyz.anipub.chat.power.Actor;
import xyz.anipub.chat.power.Deeds;
import xyz.anipub.chat.power.Power;
import xyz.anipub.chat.power.Powers;
import xyz.anipub.chat.power.RoomPowers;

/** What admins of the site read of what was removed. */
class RoomAuditTest {

    private final Cluster cluster = new Cluster();
    private final InMemoryAudit log = new InMemoryAudit();
    private final Deeds deeds = new Deeds(log);
    private final RoomPowers powers = Powers.kept(cluster.powers);
    private final RoomAudit audit =
            new RoomAudit(new Power(powers, cluster.rooms, cluster.clock), deeds, cluster.messages);

    private void removed(String content) {
        Message message =
                cluster.node().send(cluster.room, cluster.bob, content, content).join();
        deeds.add(Deeds.of(Actor.of(cluster.bob.id()), "message_deleted", cluster.room)
                .on(message.id().value())
                .taking(content));
    }

    private List<String> texts() {
        powers.forget(cluster.room);
        return audit.newest(new Actor(TestIds.user(), true), Optional.empty(), 10).stream()
                .map(entry -> entry.deed().text().orElse("-"))
                .toList();
    }

    @Test
    void isNothingThatWasSaidWhileTheRoomWasPrivate() {
        removed("open");
        assertThat(texts()).containsExactly("open");
        cluster.rooms.hide(cluster.room);
        removed("secret");
        assertThat(texts()).containsExactly("-", "-");
        cluster.rooms.show(cluster.room, 3);
        removed("open again");
        assertThat(texts()).containsExactly("open again", "-", "-");
    }
}
