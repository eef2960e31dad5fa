package xyz.anipub.chat.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import xyz.anipub.problem.ProblemException;

class PageQueryTest {

    @Test
    void readsNumbersWithinTheirBounds() {
        assertThat(PageQuery.limit(null, 50, 200)).isEqualTo(50);
        assertThat(PageQuery.limit("1", 50, 200)).isEqualTo(1);
        assertThat(PageQuery.limit("200", 50, 200)).isEqualTo(200);
        assertThat(PageQuery.seq("after", null)).isEmpty();
        assertThat(PageQuery.seq("after", "0")).contains(0L);
        assertThat(PageQuery.seq("after", "9223372036854775807")).contains(Long.MAX_VALUE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "0", "-1", "201", "1.5", "1e2", "x", "99999999999999999999"})
    void refusesOtherLimits(String limit) {
        assertThatThrownBy(() -> PageQuery.limit(limit, 50, 200))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("limit must be a whole number from 1 to 200");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "x", "9223372036854775808"})
    void refusesOtherSeqs(String seq) {
        assertThatThrownBy(() -> PageQuery.seq("before", seq)).isInstanceOf(ProblemException.class);
    }
}
