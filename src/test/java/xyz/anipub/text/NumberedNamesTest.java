package xyz.anipub.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NumberedNamesTest {

    private final Set<String> taken = new HashSet<>();
    private final AtomicInteger asked = new AtomicInteger();

    private boolean take(String name) {
        asked.incrementAndGet();
        return taken.add(name);
    }

    @Test
    void numbersWhoHasTheSameName() {
        NumberedNames names = new NumberedNames();
        IntStream.range(0, 1_500).forEach(i -> assertThat(names.take("Ann", "%024x".formatted(i), this::take))
                .isPresent());
        assertThat(taken).contains("Ann", "Ann-2", "Ann-1500");
        assertThat(asked).hasValue(1_500);
    }

    /** As after a restart. */
    @Test
    void givesSomebodyTheEndOfTheIdWhoFindsManyTaken() {
        taken.add("Ann");
        IntStream.rangeClosed(2, 2_000).forEach(i -> taken.add("Ann-" + i));
        assertThat(new NumberedNames().take("Ann", "65b62a08c3f4e5a9d0123abc", this::take))
                .contains("Ann-123abc");
        assertThat(asked).hasValueLessThan(100);
    }
}
