package xyz.anipub.auth.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import xyz.anipub.auth.InvalidTokenException;
import xyz.anipub.auth.Principal;

class CredentialsTest {

    private final AuthFixture auth = new AuthFixture();
    private final Credentials credentials = new Credentials(
            auth.settings.withOrigins(Set.of("https://page.example/", "HTTP://other.example:80")),
            auth.tokens,
            caller -> {});

    @Test
    void looksAtTheAuthTokenThenTheHeaderThenTheCookie() {
        Evidence cookie = evidence(Map.of("Cookie", List.of("a=b; anipub=C; x=y")));
        Evidence header = evidence(Map.of("Cookie", List.of("anipub=C"), "AUTHORIZATION", List.of("bearer  H")));
        assertThat(credentials.token(cookie)).contains("C");
        assertThat(credentials.token(header)).contains("H");
        assertThat(credentials.token(header.withAuthToken(Optional.of("A")))).contains("A");
        assertThat(credentials.token(evidence(Map.of()))).isEmpty();
    }

    @Test
    void refusesTheFirstPresentEvenIfTheNextIsGood() {
        String good = auth.tokens.issue(auth.ann()).token();
        Evidence cookie = evidence(Map.of("cookie", List.of("anipub=" + good)));
        assertThat(credentials.identify(cookie)).map(Principal::name).contains("Ann");
        for (String bad : new String[] {"", " ", "x"}) {
            assertThatThrownBy(() -> credentials.identify(cookie.withAuthToken(Optional.of(bad))))
                    .isInstanceOf(InvalidTokenException.class);
        }
        for (String bad : new String[] {"Bearer", "Bearer ", "Bearer x"}) {
            Evidence header = evidence(Map.of("cookie", List.of("anipub=" + good), "authorization", List.of(bad)));
            assertThatThrownBy(() -> credentials.identify(header)).isInstanceOf(InvalidTokenException.class);
        }
    }

    @Test
    void leavesOtherSchemesToWhoeverAskedForThem() {
        Evidence basic = evidence(Map.of("cookie", List.of("anipub=C"), "authorization", List.of("Basic YTpi")));
        assertThat(credentials.token(basic)).contains("C");
    }

    @Test
    void refusesTokensThatContradictEachOther() {
        for (Map<String, List<String>> headers : List.of(
                Map.of("cookie", List.of("anipub=A; anipub=B")),
                Map.of("cookie", List.of("anipub=A", "anipub=B")),
                Map.of("authorization", List.of("Bearer A", "Bearer B")))) {
            assertThatThrownBy(() -> credentials.token(evidence(headers))).isInstanceOf(InvalidTokenException.class);
        }
        assertThat(credentials.token(evidence(Map.of("cookie", List.of("anipub=A; anipub=A")))))
                .contains("A");
    }

    @ParameterizedTest
    @CsvSource({
        "http://chat.example,        chat.example,      false",
        "https://chat.example,       chat.example,      false",
        "https://chat.example,       chat.example,      true",
        "https://chat.example,       chat.example:443,  true",
        "http://chat.example:8080,   chat.example:8080, false",
        "http://CHAT.example,        Chat.Example,      false",
        "http://[::1]:8080,          [::1]:8080,        false",
        "https://page.example,       chat.example,      true",
        "http://other.example,       chat.example,      false",
    })
    void letsOwnAndConfiguredOriginsUseTheCookie(String origin, String host, boolean secure) {
        assertThat(credentials.token(fromOrigin(origin, host, secure))).contains("C");
    }

    @ParameterizedTest
    @CsvSource({
        "https://evil.example,                chat.example,      true",
        "http://chat.example,                 chat.example,      true",
        "http://chat.example:8081,            chat.example:8080, false",
        "http://chat.example.evil.example,    chat.example,      false",
        "http://page.example,                 chat.example,      false",
        "http://evil.example@chat.example,    evil.example@chat.example, false",
        "http://chat.example/x,               chat.example/x,    false",
        "null,                                chat.example,      false",
        "null,                                null,              false",
        "'',                                  chat.example,      false",
        "file://,                             '',                false",
        "http://,                             '',                false",
        "http://chat.example http://evil.example, chat.example,  false",
    })
    void ignoresTheCookieFromAnyOtherOrigin(String origin, String host, boolean secure) {
        assertThat(credentials.token(fromOrigin(origin, host, secure))).isEmpty();
    }

    @Test
    void ignoresTheCookieIfThereIsNoHostToCompare() {
        Evidence evidence = evidence(Map.of("cookie", List.of("anipub=C"), "origin", List.of("http://chat.example")));
        assertThat(credentials.token(evidence)).isEmpty();
    }

    @Test
    void ignoresTheCookieIfThereAreTwoOrigins() {
        Evidence evidence = evidence(Map.of(
                "cookie", List.of("anipub=C"),
                "host", List.of("chat.example"),
                "origin", List.of("http://chat.example", "http://evil.example")));
        assertThat(credentials.token(evidence)).isEmpty();
    }

    @Test
    void acceptsABearerTokenFromAnyOrigin() {
        Evidence evidence =
                evidence(Map.of("authorization", List.of("Bearer H"), "origin", List.of("http://evil.example")));
        assertThat(credentials.token(evidence)).contains("H");
    }

    @ParameterizedTest
    @ValueSource(strings = {"anipub=", "ANIPUB=C", "xanipub=C", "anipub", "=C", ";;", "anipub=\"\""})
    void seesNoCookieWhereNoneIs(String cookie) {
        assertThat(credentials.token(evidence(Map.of("cookie", List.of(cookie)))))
                .isEmpty();
    }

    @Test
    void showsNoTokens() {
        Evidence evidence = evidence(Map.of("cookie", List.of("anipub=C4f3"))).withAuthToken(Optional.of("A4f3"));
        assertThat(evidence.toString()).doesNotContain("4f3");
    }

    private static Evidence fromOrigin(String origin, String host, boolean secure) {
        return Evidence.of(
                Map.of("cookie", List.of("anipub=C"), "origin", List.of(origin), "host", List.of(host)), secure);
    }

    private static Evidence evidence(Map<String, List<String>> headers) {
        return Evidence.of(headers, false);
    }
}
