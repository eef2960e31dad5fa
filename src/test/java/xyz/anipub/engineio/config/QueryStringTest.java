package xyz.anipub.engineio.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.util.List;
import org.junit.jupiter.api.Test;

class QueryStringTest {

    @Test
    void decodesNamesAndValues() {
        assertThat(QueryString.parse("EIO=4&a%20b=%E2%82%AC+x&flag&t="))
                .containsExactly(
                        entry("EIO", List.of("4")),
                        entry("a b", List.of("€ x")),
                        entry("flag", List.of("")),
                        entry("t", List.of("")));
    }

    @Test
    void keepsAllValuesOfAName() {
        assertThat(QueryString.parse("a=1&b=2&a=3=4")).containsEntry("a", List.of("1", "3=4"));
    }

    @Test
    void keepsAnEscapeThatCannotBeDecoded() {
        assertThat(QueryString.parse("a=%zz&&b=%4"))
                .containsEntry("a", List.of("%zz"))
                .containsEntry("b", List.of("%4"));
    }

    @Test
    void takesNoQueryForNoParameters() {
        assertThat(QueryString.parse(null)).isEmpty();
        assertThat(QueryString.parse("")).isEmpty();
    }
}
