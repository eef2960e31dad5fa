package xyz.anipub.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may read the metrics. */
class ScrapeRuleTest {

    private static final String NEW = "HTTP/1.1";

    private static boolean admits(String peer, Set<String> headers, String... allowed) {
        return ScrapeRule.of(List.of(allowed)).admits(peer, NEW, name -> {
            String host = name.equals("Host") ? "127.0.0.1:8080" : null;
            return headers.contains(name) ? "any" : host;
        });
    }

    private static boolean admits(String protocol, @Nullable String host, String... allowed) {
        return ScrapeRule.of(List.of(allowed)).admits("127.0.0.1", protocol, name -> name.equals("Host") ? host : null);
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, true",
        "127.8.9.10, true",
        "::1, true",
        "0:0:0:0:0:0:0:1, true",
        "::ffff:127.0.0.1, true",
        "10.0.0.1, false",
        "::ffff:10.0.0.1, false",
        "fe80::1%eth0, false",
        "::, false",
        "localhost, false",
        "'', false"
    })
    void thisMachineMayIfNobodyIsNamed(String peer, boolean admitted) {
        assertThat(admits(peer, Set.of())).isEqualTo(admitted);
    }

    @ParameterizedTest
    @CsvSource({
        "10.1.2.3, true",
        "::ffff:10.1.2.3, true",
        "11.1.2.3, false",
        "192.0.2.7, true",
        "192.0.2.8, false",
        "2001:db8::1, true",
        "2001:db8:0:1::1, false",
        "127.0.0.1, false"
    })
    void whoIsNamedMayAndNobodyElse(String peer, boolean admitted) {
        assertThat(admits(peer, Set.of(), "10.0.0.0/8", "192.0.2.7", "2001:db8::/64"))
                .isEqualTo(admitted);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Forwarded",
                "X-Forwarded",
                "X-Forwarded-For",
                "X-Forwarded-Host",
                "X-Forwarded-Port",
                "X-Forwarded-Proto",
                "X-Forwarded-Server",
                "X-Real-IP",
                "X-Client-IP",
                "True-Client-IP",
                "CF-Connecting-IP",
                "X-Envoy-External-Address",
                "Proxy-ip",
                "Via"
            })
    void nobodyMayThroughAProxy(String header) {
        assertThat(admits("127.0.0.1", Set.of(header))).isFalse();
        assertThat(admits("10.0.0.1", Set.of(header), "0.0.0.0/0")).isFalse();
        assertThat(admits("10.0.0.1", Set.of(header.toLowerCase(Locale.ROOT) + "-not"), "0.0.0.0/0"))
                .isTrue();
    }

    /** A proxy on this machine that adds nothing keeps the name that was asked for, or gives its own for its nodes. */
    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, true",
        "127.0.0.1:8080, true",
        "10.1.2.3:8080, true",
        "localhost, true",
        "LocalHost:8080, true",
        "[::1]:8080, true",
        "[::ffff:127.0.0.1], true",
        "chat.example, false",
        "chat.example:8080, false",
        "localhost.example, false",
        "127.0.0.1.example, false",
        "anipub, false",
        "::1, false",
        "'', false",
        ", false"
    })
    void whoIsOnThisMachineAsksForItIfNobodyIsNamed(@Nullable String host, boolean admitted) {
        assertThat(admits(NEW, host)).isEqualTo(admitted);
        assertThat(admits(NEW, host, "127.0.0.1")).isTrue();
    }

    /** As nginx asks by itself, by the address of the node. */
    @Test
    void whoAsksAsOldProxiesMayNotIfNobodyIsNamed() {
        assertThat(admits("HTTP/1.0", "127.0.0.1:8080")).isFalse();
        assertThat(admits("HTTP/1.0", "127.0.0.1:8080", "127.0.0.1")).isTrue();
        assertThat(admits("HTTP/2.0", "127.0.0.1:8080")).isTrue();
    }

    @Test
    void whoseAddressIsNotKnownMayNot() {
        assertThat(ScrapeRule.of(List.of("0.0.0.0/0")).admits(null, NEW, name -> null))
                .isFalse();
    }

    @Test
    void whatIsNoAddressEndsTheStart() {
        assertThatThrownBy(() -> ScrapeRule.of(List.of("prometheus.example")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("anipub.metrics.allow");
    }
}
