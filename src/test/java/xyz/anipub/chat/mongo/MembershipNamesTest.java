package xyz.anipub.chat.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.bson.Document;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.TestIds;
import xyz.anipub.chat.room.Member;

class MembershipNamesTest {

    @TempDir
    Path folder;

    private final RoomId room = TestIds.room();

    private Document old(int i) {
        return new Document("room", new ObjectId(room.value()))
                .append("user", new ObjectId(TestIds.user().value()))
                .append("name", "Old User " + i)
                .append("image", "");
    }

    @Test
    void findMembersOfAnOlderVersionAfterAWalkInSteps() {
        try (ChatDatabase mongo = new ChatDatabase(folder)) {
            ChatStore store = mongo.emptyStore();
            MongoRoomRepository rooms = new MongoRoomRepository(store);
            store.memberships()
                    .insertMany(IntStream.range(0, 1_200).mapToObj(this::old).toList());
            rooms.addMember(room, new Member(TestIds.user(), "Nova", "n.png"));
            List<String> keys = List.of("old user 0", "old user 1199", "nova", "nobody");
            assertThat(rooms.membersNamed(room, keys)).containsOnlyKeys("nova");

            MembershipNames names = new MembershipNames(store);
            assertThat(names.complete()).isTrue();
            assertThat(rooms.membersNamed(room, keys)).containsOnlyKeys("nova", "old user 0");
            // As after a restart.
            MembershipNames again = new MembershipNames(store);
            int steps = 1;
            while (again.complete()) {
                steps++;
            }
            assertThat(steps).isEqualTo(3);
            assertThat(rooms.membersNamed(room, keys))
                    .containsOnlyKeys("nova", "old user 0", "old user 1199")
                    .hasEntrySatisfying(
                            "old user 0", member -> assertThat(member.name()).isEqualTo("Old User 0"));
            assertThat(again.complete()).isFalse();
        }
    }
}
