package xyz.anipub.chat.mongo.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import xyz.anipub.chat.InvalidFieldException;
import xyz.anipub.chat.Page;
import xyz.anipub.chat.TestIds;
import xyz.anipub.chat.UserId;
import xyz.anipub.chat.mongo.ChatDatabase;
import xyz.anipub.chat.people.BlockRepository.Block;

class MongoBlockRepositoryTest {

    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00.123Z");

    @RegisterExtension
    static final ChatDatabase mongo = new ChatDatabase();

    private final UserId ann = TestIds.user();
    private final UserId bob = TestIds.user();
    private final UserId eve = TestIds.user();
    private MongoBlockRepository blocks;

    @BeforeEach
    void empty() {
        blocks = new MongoBlockRepository(mongo.emptyStore());
    }

    @Test
    void keepsEachOnceAndFindsItFromBothSides() {
        assertThat(blocks.add(ann, bob, NOON)).isTrue();
        assertThat(blocks.add(ann, bob, NOON.plusSeconds(1))).isFalse();
        blocks.add(eve, ann, NOON);

        assertThat(blocks.count(ann)).isEqualTo(1);
        assertThat(blocks.eitherWay(ann, List.of(bob, eve))).containsExactlyInAnyOrder(bob, eve);
        assertThat(blocks.eitherWay(bob, List.of(ann, eve))).containsExactly(ann);
        assertThat(blocks.remove(ann, bob)).isTrue();
        assertThat(blocks.remove(ann, bob)).isFalse();
        assertThat(blocks.eitherWay(bob, List.of(ann, eve))).isEmpty();
    }

    @Test
    void listsThemInPages() {
        List<UserId> others = List.of(TestIds.user(), TestIds.user(), TestIds.user());
        others.forEach(other -> blocks.add(ann, other, NOON));

        Page<Block> first = blocks.of(ann, Optional.empty(), 2);
        Page<Block> second = blocks.of(ann, first.next(), 2);

        assertThat(first.items()).extracting(Block::blocked).containsExactly(others.get(0), others.get(1));
        assertThat(second.items()).containsExactly(new Block(others.get(2), NOON));
        assertThat(second.next()).isEmpty();
        assertThatThrownBy(() -> blocks.of(ann, Optional.of("x"), 2)).isInstanceOf(InvalidFieldException.class);
    }
}
