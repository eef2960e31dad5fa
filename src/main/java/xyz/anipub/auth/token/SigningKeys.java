package xyz.anipub.auth.token;

import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.time.Clock;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import xyz.anipub.auth.AuthSettings;
import xyz.anipub.auth.TokenSettings;
import xyz.anipub.auth.UnavailableException;

/**
 * Finds the keys: the configured secret, or the random one that all nodes over one store share, and another site's public
 * key. A wrong configuration fails at once; a store that is away fails only the calls that need its secret.
 */
final class SigningKeys {

    private static final System.Logger LOG = System.getLogger(SigningKeys.class.getName());
    private static final String NAME = "tokenSecret";
    private static final int MIN_BYTES = 32;

    private final AuthSettings all;
    private final Secrets secrets;
    private final Clock clock;
    private final Map<String, Key> publicKeys = new HashMap<>();

    /** Made once its secret is at hand; made twice by two threads at once, the two are alike. */
    private volatile @Nullable TokenCodec codec;

    SigningKeys(AuthSettings all, Secrets secrets, Clock clock) {
        TokenSettings settings = all.token();
        this.all = all;
        this.secrets = secrets;
        this.clock = clock;
        settings.publicKey().map(SigningKeys::publicKey).ifPresent(key -> publicKeys.put(algorithm(key), key));
        this.codec = settings.secret().map(this::codec).orElse(null);
    }

    /** @throws UnavailableException if the secret is in a store that cannot be reached */
    TokenCodec codec() {
        TokenCodec ready = codec;
        if (ready == null) {
            ready = codec(secrets.keepFirst(NAME, random()));
            codec = ready;
            LOG.log(
                    Level.WARNING,
                    "anipub.auth.secret is not configured: tokens are signed with a random secret kept in the store."
                            + " Set it, to 32 bytes or more, to have it elsewhere.");
        }
        return ready;
    }

    private TokenCodec codec(String secret) {
        byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
        if (bytes.length < MIN_BYTES || secret.startsWith("-----BEGIN")) {
            throw new IllegalArgumentException(
                    "anipub.auth.secret must be a secret of at least " + MIN_BYTES + " bytes, not a PEM key");
        }
        Map<String, Key> keys = new HashMap<>(publicKeys);
        SecretKey key = new SecretKeySpec(bytes, "HmacSHA256");
        keys.put("HS256", key);
        return new TokenCodec(all, key, keys, clock);
    }

    private static String random() {
        byte[] bytes = new byte[MIN_BYTES];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static String algorithm(PublicKey key) {
        if (key instanceof RSAPublicKey rsa && rsa.getModulus().bitLength() >= 2048) {
            return "RS256";
        }
        if (key instanceof ECPublicKey ec && ec.getParams().getOrder().bitLength() == 256) {
            return "ES256";
        }
        throw new IllegalArgumentException("anipub.auth.public-key must be RSA of 2048 bits or more, or P-256");
    }

    private static PublicKey publicKey(String pem) {
        String base64 = pem.replace("\\n", "\n").replaceAll("-----(BEGIN|END) PUBLIC KEY-----", "");
        for (String kind : new String[] {"RSA", "EC"}) {
            try {
                byte[] encoded = Base64.getMimeDecoder().decode(base64);
                return KeyFactory.getInstance(kind).generatePublic(new X509EncodedKeySpec(encoded));
            } catch (GeneralSecurityException | IllegalArgumentException e) {
                LOG.log(Level.DEBUG, "anipub.auth.public-key is no key of kind " + kind);
            }
        }
        throw new IllegalArgumentException("anipub.auth.public-key is not PEM that begins with BEGIN PUBLIC KEY");
    }
}
