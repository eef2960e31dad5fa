package xyz.anipub.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProxiesTest {

    private static final String PROXY = "10.0.0.1";
    private static final List<String> OURS = List.of("10.0.0.0/8", "2001:db8:aaaa::/48");
    private static final Proxies LISTS = Proxies.of(OURS, Proxies.Header.X_FORWARDED_FOR);
    private static final Proxies HOPS = Proxies.of(OURS, Proxies.Header.FORWARDED);

    @Test
    void believesNobodyUnlessTold() {
        assertThat(address(Proxies.none(), PROXY, Map.of("x-forwarded-for", List.of("192.0.2.1"))))
                .isEqualTo(PROXY);
    }

    @Test
    void believesNoPeerThatIsNotNamed() {
        assertThat(LISTS.client(
                        "203.0.113.5",
                        false,
                        Map.of("x-forwarded-for", List.of("192.0.2.1"), "x-forwarded-proto", List.of("https"))::get))
                .isEqualTo(new Proxies.Client("203.0.113.5", false));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "unix socket"})
    void believesNoPeerWithoutAnAddress(String peer) {
        assertThat(address(LISTS, peer, Map.of("x-forwarded-for", List.of("192.0.2.1"))))
                .isEqualTo(peer);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "192.0.2.1 | 192.0.2.1",
                "192.0.2.1:5000 | 192.0.2.1",
                "2001:db8::1 | 2001:db8:0:0:0:0:0:1",
                "[2001:db8::1]:80 | 2001:db8:0:0:0:0:0:1",
                "198.51.100.1, 192.0.2.1 | 192.0.2.1",
                "198.51.100.1, 192.0.2.1, 10.1.1.1 | 192.0.2.1",
                "198.51.100.1,192.0.2.1,2001:db8:aaaa::7,10.1.1.1 | 192.0.2.1",
                "10.3.3.3, 10.2.2.2 | 10.3.3.3",
                "_garbage \", for=\", 192.0.2.1 | 192.0.2.1",
                // What counts cannot be read.
                "unknown | 10.0.0.1",
                "192.0.2.1, unknown | 10.0.0.1",
                "192.0.2.1, _hidden, 10.1.1.1 | 10.0.0.1",
                "192.0.2.1, | 10.0.0.1",
                "example.org | 10.0.0.1"
            })
    void takesTheLastThatIsNoProxy(String list, String client) {
        assertThat(address(LISTS, PROXY, Map.of("x-forwarded-for", List.of(list))))
                .isEqualTo(client);
    }

    @Test
    void takesLinesForOneList() {
        assertThat(address(LISTS, PROXY, Map.of("x-forwarded-for", List.of("198.51.100.1", "192.0.2.1, 10.1.1.1"))))
                .isEqualTo("192.0.2.1");
    }

    @Test
    void takesTheProxyForTheClientWhereItTellsNothing() {
        assertThat(LISTS.client(PROXY, true, name -> List.of())).isEqualTo(new Proxies.Client(PROXY, true));
        assertThat(HOPS.client(PROXY, true, name -> List.of())).isEqualTo(new Proxies.Client(PROXY, true));
    }

    @Test
    void readsOneHeaderOnly() {
        Map<String, List<String>> both =
                Map.of("x-forwarded-for", List.of("192.0.2.1"), "forwarded", List.of("for=192.0.2.2"));

        assertThat(address(LISTS, PROXY, both)).isEqualTo("192.0.2.1");
        assertThat(address(HOPS, PROXY, both)).isEqualTo("192.0.2.2");
    }

    @ParameterizedTest
    @CsvSource({
        "https, false, true",
        "HTTPS, false, true",
        "http, true, false",
        "ftp, true, true",
        "ftp, false, false",
        "'', true, true"
    })
    void takesTheSchemeThatTheProxyTells(String scheme, boolean connection, boolean secure) {
        Map<String, List<String>> headers =
                Map.of("x-forwarded-for", List.of("192.0.2.1"), "x-forwarded-proto", List.of(scheme));

        assertThat(client(LISTS, connection, headers).secure()).isEqualTo(secure);
    }

    @Test
    void takesTheSchemeOfTheHopThatTheClientCameBy() {
        Map<String, List<String>> headers = Map.of(
                "x-forwarded-for", List.of("198.51.100.1, 192.0.2.1, 10.1.1.1"),
                "x-forwarded-proto", List.of("http, https, http"));

        assertThat(client(LISTS, false, headers)).isEqualTo(new Proxies.Client("192.0.2.1", true));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "for=192.0.2.1 | 192.0.2.1 | false",
                "For=192.0.2.1;Proto=HTTPS | 192.0.2.1 | true",
                "proto=https; for=\"192.0.2.1:80\" ;host=example.org | 192.0.2.1 | true",
                "for=\"[2001:db8::1]:4711\";by=10.0.0.1 | 2001:db8:0:0:0:0:0:1 | false",
                "for=198.51.100.1;proto=https, for=192.0.2.1;proto=http | 192.0.2.1 | false",
                "for=\"evil, for=192.0.2.1;proto=https | 192.0.2.1 | true",
                "for=192.0.2.1;proto=https, for=10.1.1.1;proto=http | 192.0.2.1 | true",
                // What counts cannot be read.
                "for=unknown;proto=https | 10.0.0.1 | true",
                "for=_hidden | 10.0.0.1 | false",
                "for=192.0.2.1;for=192.0.2.2 | 10.0.0.1 | false",
                "for=\"192.0.2.1 | 10.0.0.1 | false",
                "192.0.2.1 | 10.0.0.1 | false",
                "for=192.0.2.1, | 10.0.0.1 | false"
            })
    void readsTheHopsOfForwarded(String header, String address, boolean secure) {
        assertThat(client(HOPS, false, Map.of("forwarded", List.of(header))))
                .isEqualTo(new Proxies.Client(address, secure));
    }

    @Test
    void takesAProxyInIpv6() {
        assertThat(address(LISTS, "2001:db8:aaaa:0:0:0:0:1%eth0", Map.of("x-forwarded-for", List.of("192.0.2.1"))))
                .isEqualTo("192.0.2.1");
    }

    @Test
    void refusesWhatIsNoRange() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Proxies.of(List.of("proxy.example"), Proxies.Header.FORWARDED))
                .withMessageContaining("proxy.example");
    }

    private static String address(Proxies proxies, String peer, Map<String, List<String>> headers) {
        return proxies.client(peer, false, name -> headers.getOrDefault(name, List.of()))
                .address();
    }

    private static Proxies.Client client(Proxies proxies, boolean secure, Map<String, List<String>> headers) {
        return proxies.client(PROXY, secure, name -> headers.getOrDefault(name, List.of()));
    }
}
