package xyz.anipub.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import xyz.anipub.health.Check;
import xyz.anipub.health.Reason;
import xyz.anipub.store.IndexSetup.State;

/** What takes a node away from its clients, and what is only told. */
class NodeSurroundingsTest {

    @ParameterizedTest
    @CsvSource({
        "OPEN, OPEN, ",
        "OPEN, BUILDING, BUILDING",
        "OPEN, AWAY, BUILDING",
        "OPEN, REFUSED, REFUSED",
        "BUILDING, AWAY, BUILDING",
        "BUILDING, REFUSED, REFUSED",
        "REFUSED, AWAY, REFUSED",
        "REFUSED, OPEN, REFUSED"
    })
    void whatADatabaseDoesForAllNodesTakesNoneOfThemAway(State chat, State users, @Nullable Reason reason) {
        assertThat(NodeSurroundings.indexes(chat, users))
                .isEqualTo(new Check("indexes", true, Optional.ofNullable(reason)));
    }

    @ParameterizedTest
    @EnumSource(State.class)
    void aDatabaseThatWasNeverFoundDoes(State users) {
        assertThat(NodeSurroundings.indexes(State.AWAY, users))
                .isEqualTo(new Check("indexes", false, Optional.of(Reason.AWAY)));
    }
}
