package xyz.anipub.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import xyz.anipub.health.Check;
import xyz.anipub.health.Reason;
import xyz.anipub.store.IndexSetup.State;

/** What takes a node away from its clients, and what is only told. */
class NodeSurroundingsTest {

    @Test
    void whatADatabaseDoesForAllNodesTakesNoneOfThemAway() {
        assertThat(NodeSurroundings.indexes(State.REFUSED))
                .isEqualTo(new Check("indexes", true, Optional.of(Reason.REFUSED)));
        assertThat(NodeSurroundings.indexes(State.BUILDING))
                .isEqualTo(new Check("indexes", true, Optional.of(Reason.BUILDING)));
        assertThat(NodeSurroundings.indexes(State.OPEN)).isEqualTo(new Check("indexes", true, Optional.empty()));
    }

    @Test
    void aDatabaseThatWasNeverFoundDoes() {
        assertThat(NodeSurroundings.indexes(State.AWAY))
                .isEqualTo(new Check("indexes", false, Optional.of(Reason.AWAY)));
    }
}
