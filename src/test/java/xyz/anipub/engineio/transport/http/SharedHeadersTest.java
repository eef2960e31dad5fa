package xyz.anipub.engineio.transport.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SharedHeadersTest {

    /** As a request brings it: equal, and another object. */
    private static String fresh(String text) {
        return new StringBuilder(text).toString();
    }

    private static List<String> values(String name, String value) {
        return SharedHeaders.values(name, List.of(fresh(value)));
    }

    @Test
    void keepsAUsualHeaderOnce() {
        List<String> first = values("user-agent", "Mozilla/5.0");

        assertThat(first).containsExactly("Mozilla/5.0");
        assertThat(values("user-agent", "Mozilla/5.0")).isSameAs(first);
        assertThat(SharedHeaders.name(fresh("user-agent"))).isSameAs(SharedHeaders.name(fresh("user-agent")));
    }

    @Test
    void keepsNothingOfAPerson() {
        for (String name : List.of("cookie", "authorization", "x-api-key", "sec-websocket-key", "x-forwarded-for")) {
            assertThat(values(name, "secret"))
                    .isNotSameAs(values(name, "secret"))
                    .containsExactly("secret");
            assertThat(SharedHeaders.name(name)).isEqualTo(name);
        }
    }

    @Test
    void keepsNothingLong() {
        String value = "x".repeat(257);

        assertThat(values("user-agent", value)).isNotSameAs(values("user-agent", value));
    }

    @Test
    void confusesNoValues() {
        for (int i = 0; i < 5_000; i++) {
            assertThat(values("host", "host-" + i)).containsExactly("host-" + i);
        }
    }
}
