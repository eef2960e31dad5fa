package xyz.anipub.engineio.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpRulesTest {

    @Test
    void sayNothingUnlessTheyAreAskedTo() {
        HttpRules rules = HttpRules.standard();

        assertThat(rules.cors()).isEmpty();
        assertThat(rules.cookie()).isEmpty();
        assertThat(rules.compressFrom()).isEqualTo(1_024);
        assertThat(rules.jsonp()).isFalse();
    }

    @Test
    void changeOneByOne() {
        CorsPolicy cors = CorsPolicy.anyOrigin();
        SessionCookie cookie = SessionCookie.named("io");

        assertThat(HttpRules.standard()
                        .withCors(cors)
                        .withCookie(cookie)
                        .withCompressFrom(7)
                        .withJsonp(true))
                .isEqualTo(new HttpRules(Optional.of(cors), Optional.of(cookie), 7, true));
    }

    @Test
    void neverTakeCredentialsFromAnyOrigin() {
        assertThatIllegalArgumentException().isThrownBy(() -> CorsPolicy.forOrigins(Set.of("*"), true));
    }

    @Test
    void allowTheOriginsOfTheList() {
        CorsPolicy cors = CorsPolicy.forOrigins(Set.of("https://good.example"), true);

        assertThat(cors.allows("https://good.example")).isTrue();
        assertThat(cors.allows("https://good.example.evil.example")).isFalse();
        assertThat(cors.allows("null")).isFalse();
        assertThat(CorsPolicy.anyOrigin().allows("https://any.example")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a;b", "a=b", "a\r\nb"})
    void takeNoNameThatIsNoCookies(String name) {
        assertThatIllegalArgumentException().isThrownBy(() -> SessionCookie.named(name));
    }

    @Test
    void takeNoPathAndNoSameSiteThatIsNoCookies() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SessionCookie("io", "/;x", true, "Lax", false, Optional.empty()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SessionCookie("io", "/", true, "lax", false, Optional.empty()));
    }
}
