package xyz.anipub.peer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IpAddressTest {

    @ParameterizedTest
    @CsvSource({
        "192.0.2.1, 192.0.2.1",
        "::1, 0:0:0:0:0:0:0:1",
        "2001:DB8::1, 2001:db8:0:0:0:0:0:1",
        "0:0:0:0:0:0:0:1, 0:0:0:0:0:0:0:1",
        "::ffff:192.0.2.1, 192.0.2.1",
        "fe80::1%eth0, fe80:0:0:0:0:0:0:1",
        "fe80::1%2, fe80:0:0:0:0:0:0:1"
    })
    void readsLiterals(String text, String address) {
        assertThat(IpAddress.parse(text)).map(IpAddress::text).contains(address);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "localhost",
                "example.org",
                "face.cafe",
                "1.2.3",
                "1.2.3.4.5",
                "1.2.3.256",
                "01.2.3.4",
                "1.2.3.4%eth0",
                "127.1",
                ":",
                ":::",
                "1::2::3",
                "1:2:3",
                "12345::",
                "[::1]",
                "::1]",
                "/127.0.0.1",
                " 1.2.3.4",
                "0x7f.0.0.1",
                "1:1:1:1:1:1:1:1:1:1:1:1:1:1:1:1:1:1:1:1:1:1:1:1:1:1:1:1:1:1:1:1:1:1"
            })
    void readsNothingElse(String text) {
        assertThat(IpAddress.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.1, 192.0.2.1",
        "192.0.2.1:65535, 192.0.2.1",
        "2001:db8::1, 2001:db8:0:0:0:0:0:1",
        "[2001:db8::1], 2001:db8:0:0:0:0:0:1",
        "[2001:db8::1]:443, 2001:db8:0:0:0:0:0:1"
    })
    void readsWhatProxiesWrite(String text, String address) {
        assertThat(IpAddress.parseNode(text)).map(IpAddress::text).contains(address);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "unknown",
                "_hidden",
                "_SEVKISEK",
                "192.0.2.1:",
                "192.0.2.1:_p",
                "192.0.2.1:123456",
                "[192.0.2.1]",
                "[192.0.2.1]:80",
                "[::1",
                "[::1]80",
                "[]",
                "example.org:80"
            })
    void readsNothingElseThatProxiesWrite(String text) {
        assertThat(IpAddress.parseNode(text)).isEmpty();
    }

    @Test
    void countsAnIpv4AddressByItself() {
        assertThat(IpAddress.group("192.0.2.1")).isNotEqualTo(IpAddress.group("192.0.2.2"));
        assertThat(IpAddress.group("::ffff:192.0.2.1")).isEqualTo("192.0.2.1");
    }

    @Test
    void countsTheIpv6AddressesOfOneCustomerTogether() {
        assertThat(IpAddress.group("2001:db8:1:2::1")).isEqualTo("2001:db8:1:2:0:0:0:0/64");
        assertThat(IpAddress.group("2001:db8:1:2:ffff:ffff:ffff:ffff")).isEqualTo("2001:db8:1:2:0:0:0:0/64");
        assertThat(IpAddress.group("2001:db8:1:3::1")).isNotEqualTo("2001:db8:1:2:0:0:0:0/64");
    }

    @Test
    void countsWhatIsNoAddressByItself() {
        assertThat(IpAddress.group("")).isEmpty();
        assertThat(IpAddress.group("unix socket")).isEqualTo("unix socket");
    }
}
