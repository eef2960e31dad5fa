package xyz.anipub.auth.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jsonwebtoken.JwtBuilder;
import io.jsonwebtoken.Jwts;
import io.jsonwebtoken.security.SignatureAlgorithm;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.time.Duration;
import java.util.Base64;
import java.util.Date;
import java.util.Locale;
import java.util.Optional;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import xyz.anipub.auth.AuthSettings;
import xyz.anipub.auth.InvalidTokenException;
import xyz.anipub.auth.Principal;
import xyz.anipub.auth.TokenSettings;
import xyz.anipub.auth.User;

/** Tokens that somebody else made, with or without the right. */
class ForeignTokensTest {

    private static final String ID = "abcdefabcdefabcdefabcdef";
    private static final KeyPair RSA = Jwts.SIG.RS256.keyPair().build();
    private static final KeyPair EC = Jwts.SIG.ES256.keyPair().build();

    private final AuthFixture ours = new AuthFixture();
    private final AuthFixture rsa = trusting(RSA);

    @Test
    void createsTheUserAtFirstSight() {
        String token = signed(claims("Bob").claim("image", "https://example.org/bob.png"), RSA, Jwts.SIG.RS256);
        Principal bob = rsa.tokens.verify(token);
        assertThat(bob.userId()).isEqualTo(ID);
        assertThat(bob.name()).isEqualTo("Bob");
        assertThat(rsa.repository.byId(ID).orElseThrow().image()).isEqualTo("https://example.org/bob.png");
        assertThat(rsa.repository.byId(ID).orElseThrow().passwordHash()).isEmpty();
    }

    @Test
    void trustsAnEllipticCurveKeyToo() {
        assertThat(trusting(EC)
                        .tokens
                        .verify(signed(claims("Bob"), EC, Jwts.SIG.ES256))
                        .name())
                .isEqualTo("Bob");
    }

    @Test
    void acceptsItsOwnTokensBesidesThoseOfAnotherSite() {
        String token = rsa.tokens.issue(rsa.ann()).token();
        assertThat(rsa.tokens.verify(token).name()).isEqualTo("Ann");
    }

    @Test
    void givesNobodySomebodyElsesName() {
        rsa.ann();
        Principal second = rsa.tokens.verify(signed(claims(" ANN "), RSA, Jwts.SIG.RS256));
        assertThat(second.name()).isEqualTo("ANN-abcdef");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "a\u0000b", "\u202Eabc"})
    void namesThoseWithoutAFitName(String name) {
        assertThat(rsa.tokens.verify(signed(claims(name), RSA, Jwts.SIG.RS256)).name())
                .matches("(x-abcdef|-abcdef|user-" + ID + ")");
    }

    @Test
    void leavesAPictureThatIsNoAddress() {
        String token = signed(claims("Bob").claim("image", "javascript:alert(1)"), RSA, Jwts.SIG.RS256);
        assertThat(rsa.tokens.verify(token).image()).isEmpty();
    }

    @Test
    void readsTheUserIdFromTheConfiguredClaim() {
        TokenSettings usual = TokenSettings.USUAL;
        TokenSettings uid = new TokenSettings(
                usual.secret(),
                usual.publicKey(),
                "uid",
                "name",
                "image",
                usual.lifetime(),
                usual.clockSkew(),
                usual.recheck());
        AuthFixture auth = new AuthFixture(AuthSettings.USUAL.withToken(uid.withSecret(AuthFixture.SECRET)));
        String upperCase = ID.toUpperCase(Locale.ROOT);
        JwtBuilder claims = claims("Bob").subject("bob@example.org").claim("uid", upperCase);
        assertThat(auth.tokens.verify(signed(claims)).userId()).isEqualTo(ID);
        assertRefused(auth, signed(claims("Bob")));
        assertThat(auth.tokens.verify(auth.tokens.issue(auth.ann()).token()).name())
                .isEqualTo("Ann");
    }

    @Test
    void revokesATokenWithoutAnId() {
        String token = signed(claims("Bob").id(null));
        Principal bob = ours.tokens.verify(token);
        assertThat(bob.tokenId()).startsWith("sha256:");
        ours.tokens.revoke(bob.tokenId(), bob.expiresAt());
        assertRefused(ours, token);
    }

    @Test
    void refusesAlgorithmNone() {
        assertRefused(ours, claims("Bob").compact());
        String payload = claims("Bob").compact().split("\\.")[1];
        for (String none : new String[] {"none", "None", "NONE", ""}) {
            String header = base64("{\"alg\":\"" + none + "\"}");
            assertRefused(ours, header + "." + payload + ".");
            assertRefused(ours, header + "." + payload + ".AAAA");
        }
    }

    @Test
    void refusesThePublicKeyUsedAsASharedSecret() {
        for (byte[] guess : new byte[][] {RSA.getPublic().getEncoded(), pem(RSA).getBytes(StandardCharsets.UTF_8)}) {
            SecretKey key = new SecretKeySpec(guess, "HmacSHA256");
            assertRefused(rsa, claims("Bob").signWith(key, Jwts.SIG.HS256).compact());
        }
    }

    @Test
    void refusesAnAlgorithmWhoseKeyIsNotConfigured() {
        assertRefused(ours, signed(claims("Bob"), RSA, Jwts.SIG.RS256));
        assertRefused(rsa, signed(claims("Bob"), EC, Jwts.SIG.ES256));
        SecretKey secret = new SecretKeySpec(new byte[64], "HmacSHA512");
        assertRefused(ours, claims("Bob").signWith(secret, Jwts.SIG.HS512).compact());
    }

    @Test
    void refusesAWrongSignature() {
        SecretKey other = new SecretKeySpec(new byte[32], "HmacSHA256");
        assertRefused(ours, claims("Bob").signWith(other, Jwts.SIG.HS256).compact());
        String good = signed(claims("Bob"));
        int dot = good.lastIndexOf('.');
        assertRefused(ours, good.substring(0, dot + 1));
        assertRefused(ours, good.substring(0, dot));
        assertRefused(
                ours, good.substring(0, dot + 2) + (good.charAt(dot + 2) == 'A' ? 'B' : 'A') + good.substring(dot + 3));
    }

    @Test
    void refusesOtherClaimsUnderAnOldSignature() {
        String[] parts = signed(claims("Bob")).split("\\.");
        String forged = base64("{\"sub\":\"" + ID + "\",\"exp\":99999999999}");
        assertRefused(ours, parts[0] + "." + forged + "." + parts[2]);
    }

    @Test
    void refusesATokenOfTheFuture() {
        assertRefused(ours, signed(claims("Bob").notBefore(at(Duration.ofSeconds(60)))));
        assertThat(ours.tokens
                        .verify(signed(claims("Bob").notBefore(at(Duration.ofSeconds(20)))))
                        .name())
                .isEqualTo("Bob");
    }

    @Test
    void grantsAnotherSitesTokenTheSkewOfItsClock() {
        String token = signed(claims("Bob").expiration(at(Duration.ofSeconds(10))));
        ours.clock.forward(Duration.ofSeconds(39));
        assertThat(ours.tokens.verify(token).expiresAt())
                .isEqualTo(ours.clock.instant().plusSeconds(1));
        ours.clock.forward(Duration.ofSeconds(1));
        assertRefused(ours, token);
    }

    @Test
    void refusesATokenThatNeverExpires() {
        assertRefused(ours, signed(claims("Bob").expiration(null)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "bob", "abcdefabcdefabcdefabcde", "abcdefabcdefabcdefabcdefa", "zzcdefabcdefabcdefabcdef"})
    void refusesAUserIdThatIsNone(String id) {
        assertRefused(ours, signed(claims("Bob").subject(id.isEmpty() ? null : id)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                ".",
                "..",
                "...",
                "a.b.c",
                "e30.e30.",
                "W10.W10.AA",
                "eyJhbGciOjV9.e30.AA",
                "eyJhbGciOiJIUzI1NiIsImFsZyI6Im5vbmUifQ.e30.AA"
            })
    void refusesWhatIsNoToken(String text) {
        assertRefused(ours, text);
    }

    @Test
    void refusesADeeplyNestedOrVeryLongHeader() {
        String deep = base64("{\"alg\":" + "[".repeat(5000) + "]".repeat(5000) + "}");
        assertRefused(ours, deep.substring(0, 6000) + ".e30.AA");
        assertRefused(ours, base64("{\"alg\":" + "[".repeat(3000) + "]".repeat(3000) + "}") + ".e30.AA");
        assertRefused(ours, "a".repeat(10_000));
    }

    @Test
    void refusesToStartWithAWeakOrMistakenKey() {
        for (String secret : new String[] {"short", pem(RSA)}) {
            assertThatThrownBy(
                            () -> new AuthFixture(AuthSettings.USUAL.withToken(TokenSettings.USUAL.withSecret(secret))))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageNotContaining("short");
        }
        assertThatThrownBy(() -> new AuthFixture(AuthSettings.USUAL.withToken(TokenSettings.USUAL.withPublicKey("?"))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private void assertRefused(AuthFixture auth, String token) {
        Optional<User> before = auth.repository.byId(ID);
        assertThatThrownBy(() -> auth.tokens.verify(token)).isInstanceOf(InvalidTokenException.class);
        assertThat(auth.repository.byId(ID)).isEqualTo(before);
    }

    private JwtBuilder claims(String name) {
        return Jwts.builder()
                .json(new TokenJson.Writer())
                .subject(ID)
                .id("there-1")
                .claim("name", name)
                .expiration(at(Duration.ofHours(1)));
    }

    private Date at(Duration later) {
        return Date.from(ours.clock.instant().plus(later));
    }

    private static String signed(JwtBuilder claims) {
        byte[] secret = AuthFixture.SECRET.getBytes(StandardCharsets.UTF_8);
        return claims.signWith(new SecretKeySpec(secret, "HmacSHA256"), Jwts.SIG.HS256)
                .compact();
    }

    private static String signed(JwtBuilder claims, KeyPair pair, SignatureAlgorithm algorithm) {
        return claims.signWith(pair.getPrivate(), algorithm).compact();
    }

    private static AuthFixture trusting(KeyPair pair) {
        return new AuthFixture(AuthSettings.USUAL.withToken(
                TokenSettings.USUAL.withSecret(AuthFixture.SECRET).withPublicKey(pem(pair))));
    }

    private static String pem(KeyPair pair) {
        String base64 = Base64.getMimeEncoder().encodeToString(pair.getPublic().getEncoded());
        return "-----BEGIN PUBLIC KEY-----\n" + base64 + "\n-----END PUBLIC KEY-----\n";
    }

    private static String base64(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }
}
