package xyz.anipub.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RetentionTest {

    private static final Instant NOW = Instant.parse("2028-03-31T12:00:00Z");

    private static Instant before(String text) {
        return Retention.parse(text).before(NOW);
    }

    @Test
    void isADurationOrAPeriodOfTheCalendar() {
        assertThat(before("PT12H")).isEqualTo("2028-03-31T00:00:00Z");
        assertThat(before("P30D")).isEqualTo("2028-03-01T12:00:00Z");
        assertThat(before("P1DT1H")).isEqualTo("2028-03-30T11:00:00Z");
        assertThat(before("P1M")).isEqualTo("2028-02-29T12:00:00Z");
        assertThat(before("P1Y")).isEqualTo("2027-03-31T12:00:00Z");
        assertThat(before("P100Y")).isEqualTo("1928-03-31T12:00:00Z");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "30",
                "30 days",
                "P",
                "P0D",
                "PT0S",
                "-P1D",
                "P-1M",
                "PT-1H",
                "-P-1D",
                "P1M-30D",
                "P1Y-11M",
                "P1DT-1H",
                "PT1H-30M",
                "P101Y",
                "P2000000000Y",
                "P1MT1H",
                "PT9999999999999999S",
                "P1D\nx"
            })
    void isNothingElse(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Retention.parse(text))
                .withMessageContaining("ISO 8601");
    }

    @Test
    void neverEndsAfterNow() {
        Retention negative = new Retention("P1M-40D", Period.parse("P1M-40D"));
        assertThat(negative.before(NOW)).isEqualTo(NOW);
    }

    @Test
    void knowsWhatIsShorter() {
        assertThat(Retention.parse("PT59M").isShorterThan(Duration.ofHours(1))).isTrue();
        assertThat(Retention.parse("PT1H").isShorterThan(Duration.ofHours(1))).isFalse();
        assertThat(Retention.parse("P1M").isShorterThan(Duration.ofDays(31))).isFalse();
    }
}
