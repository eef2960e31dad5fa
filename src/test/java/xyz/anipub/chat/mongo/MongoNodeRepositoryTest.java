package xyz.anipub.chat.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import xyz.anipub.chat.TestIds;
import xyz.anipub.chat.node.Ending;
import xyz.anipub.chat.node.NodeId;
import xyz.anipub.chat.node.NodeRepository;
import xyz.anipub.chat.node.NodeRepository.Ended;

/** What a node writes down is what the others read. */
class MongoNodeRepositoryTest {

    @RegisterExtension
    static final ChatDatabase mongo = new ChatDatabase();

    @Test
    void saysByHowMuchTheStoresClockIsAhead() {
        Duration hour = Duration.ofHours(1);
        Clock behind = Clock.offset(Clock.systemUTC(), hour.negated());
        NodeRepository nodes = new MongoNodeRepository(mongo.emptyStore(), behind);
        assertThat(nodes.beat(NodeId.fresh(), OptionalLong.empty()).ahead()).isCloseTo(hour, Duration.ofMinutes(10));
    }

    @Test
    void keepsEveryKindOfEnding() {
        NodeId node = NodeId.fresh();
        List<Ending> written = List.of(
                new Ending.OfListening(TestIds.room(), Optional.of(TestIds.user())),
                new Ending.OfListening(TestIds.room(), Optional.empty()),
                new Ending.OfPower(TestIds.room()),
                new Ending.OfToken("a token's id", Instant.parse("2026-01-01T12:00:00.123Z")));
        MongoNodeRepository nodes = new MongoNodeRepository(mongo.emptyStore(), Clock.systemUTC());
        written.forEach(ending -> nodes.end(node, ending));
        assertThat(nodes.endingsAfter(0).orElseThrow())
                .containsExactlyElementsOf(
                        written.stream().map(ending -> new Ended(node, ending)).toList());
    }
}
