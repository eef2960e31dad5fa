package xyz.anipub.chat.presence;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.TestIds;
import xyz.anipub.chat.UserId;

class NodePresenceTest {

    /** A user may have another name on the node that it comes to. */
    @Test
    void aSocketIsItselfUnderWhateverName() {
        NodePresence node = new NodePresence();
        RoomId room = TestIds.room();
        UserId ann = TestIds.user();
        node.make(new PresenceChange(room, new Presence(ann, "Ann", "s1"), true));
        assertThat(node.has(room, new Presence(ann, "Anna", "s1"))).isTrue();
        assertThat(node.has(room, new Presence(ann, "Ann", "s2"))).isFalse();
        assertThat(node.has(TestIds.room(), new Presence(ann, "Ann", "s1"))).isFalse();
    }
}
