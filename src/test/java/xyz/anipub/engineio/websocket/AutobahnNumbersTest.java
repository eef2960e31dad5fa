package xyz.anipub.engineio.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** No case of the Autobahn suite's chapters 1 to 7 and 10 is left out; there is no chapter 8. */
class AutobahnNumbersTest {

    /** How many cases each section has. */
    private static final String SECTIONS = """
            1.1 8, 1.2 8, 2 11, 3 7, 4.1 5, 4.2 5, 5 20, 6.1 3, 6.2 4, 6.3 2, 6.4 4, 6.5 5, 6.6 11, 6.7 4, 6.8 2, 6.9 4, 6.10 3,
            6.11 5, 6.12 8, 6.13 5, 6.14 10, 6.15 1, 6.16 3, 6.17 5, 6.18 5, 6.19 5, 6.20 7, 6.21 8, 6.22 34, 6.23 7, 7.1 6,
            7.3 6, 7.5 1, 7.7 13, 7.9 9, 7.13 2, 10.1 1
            """;

    @Test
    void areAllThere() {
        List<String> wanted = Stream.of(SECTIONS.split(","))
                .map(section -> section.strip().split(" "))
                .flatMap(section -> IntStream.rangeClosed(1, Integer.parseInt(section[1]))
                        .mapToObj(number -> section[0] + "." + number))
                .toList();

        List<String> failFast =
                IntStream.rangeClosed(1, 4).mapToObj(i -> "6.4." + i).toList();
        List<String> there = Stream.of(
                        AutobahnFramingTest.cases().map(AutobahnCase::id),
                        AutobahnPingsTest.cases().map(AutobahnCase::id),
                        AutobahnReservedTest.cases().map(AutobahnCase::id),
                        AutobahnFragmentationTest.cases().map(AutobahnCase::id),
                        AutobahnUtf8Test.cases().map(AutobahnCase::id),
                        failFast.stream(),
                        AutobahnClosingTest.cases().map(AutobahnCase::id))
                .flatMap(each -> each)
                .toList();

        assertThat(there).containsExactlyInAnyOrderElementsOf(wanted);
    }
}
