package xyz.anipub.auth.login;

import com.password4j.Argon2Function;
import com.password4j.BcryptFunction;
import com.password4j.types.Argon2;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.text.Normalizer;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import xyz.anipub.auth.BcryptHash;
import xyz.anipub.auth.PasswordSettings;
import xyz.anipub.peer.Shares;
import xyz.anipub.problem.Problem;
import xyz.anipub.problem.ProblemCode;
import xyz.anipub.problem.ProblemException;

/**
 * Password <-> Argon2id hash in PHC form, which carries its own parameters. Passwords are brought to NFKC first, so that
 * the same letters typed on another system match. A bcrypt hash, of a user who was taken over from another server, is checked as well.
 *
 * <p>A wrong password takes as long whether its user is known, or was taken over and has not logged in since: from the first hash of
 * bcrypt on that this process has met, each wrong one is compared with one hash of either kind. That is of the cost met last, and
 * says no more than that somebody's differs; until then, and where nobody was taken over, nothing is spent on it.
 *
 * <p>A hash costs memory and a processor on purpose; {@link #inTurn} lets only few be computed at a time, and few
 * wait for it; one remote address has a share of the places, so that it cannot keep everybody else from logging in.
 */
final class Passwords {

    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;
    private static final int PLACES = 64;

    /** What is before the salt of a hash of bcrypt, and all that is behind it in nobody's. */
    private static final String BCRYPT_COST = "$2b$10$";

    private static final String BCRYPT_REST = "nobodynobodynobodynobuDqHB2diqTK0/8PDNuG0UPNZtnbPpZv2";

    private final PasswordSettings settings;
    private final SecureRandom random = new SecureRandom();
    private final PasswordHooks hooks = new PasswordHooks();
    private final Argon2Function argon2;
    private final Semaphore turns;
    private final Shares places;
    private final String nobodys;

    /** Nobody's either, of bcrypt; empty if there seems to be no user who has one. */
    private volatile String nobodysBcrypt = "";

    Passwords(PasswordSettings settings) {
        this.settings = settings;
        this.argon2 = Argon2Function.getInstance(
                settings.memory(), settings.iterations(), settings.parallelism(), HASH_BYTES, Argon2.ID);
        hooks.take();
        this.turns = new Semaphore(settings.concurrency(), true);
        this.places = new Shares(PLACES, settings.waitingPerAddress());
        this.nobodys = "$argon2id$v=19$m=" + settings.memory() + ",t=" + settings.iterations() + ",p="
                + settings.parallelism() + "$" + base64(randomBytes(SALT_BYTES)) + "$"
                + base64(randomBytes(HASH_BYTES));
    }

    /** Ends the threads of the library. */
    void close() {
        hooks.run();
    }

    /** A hash that costs as much as anybody's and that no password matches. */
    String nobodys() {
        return nobodys;
    }

    /** Costs tens of milliseconds: call it {@link #inTurn}. */
    String hash(String password) {
        return argon2.hash(bytes(password), randomBytes(SALT_BYTES)).getResult();
    }

    /** Compares in constant time. Costs what the hash says, and more if it does not match: call it {@link #inTurn}. */
    boolean matches(String password, String hash) {
        Optional<String> other = otherKind(hash);
        boolean matches = compare(password, hash);
        if (!matches) {
            other.ifPresent(nobodysHash -> compare(password, nobodysHash));
        }
        return matches;
    }

    /** What a wrong password is compared with besides, so that the time does not show of which kind the hash is. */
    Optional<String> otherKind(String hash) {
        if (BcryptHash.is(hash)) {
            nobodysBcrypt = hash.substring(0, BCRYPT_COST.length()) + BCRYPT_REST;
            return Optional.of(nobodys);
        }
        return Optional.of(nobodysBcrypt).filter(any -> !any.isEmpty());
    }

    private boolean compare(String password, String hash) {
        if (BcryptHash.is(hash)) {
            // As it was typed: other servers know no normal form.
            return BcryptFunction.getInstanceFromHash(hash).check(password, hash);
        }
        Argon2Function function = Argon2Function.getInstanceFromHash(hash);
        if (!function.equals(argon2)) {
            hooks.take();
        }
        return function.check(bytes(password), hash.getBytes(StandardCharsets.UTF_8));
    }

    /** Whether the hash was made with other parameters than ours are now, or by another server. */
    boolean isOutdated(String hash) {
        return BcryptHash.is(hash) || !Argon2Function.getInstanceFromHash(hash).equals(argon2);
    }

    /**
     * Runs the work as soon as one of the turns is free.
     *
     * @param address whose share of the places it takes
     * @throws ProblemException 503 {@code unavailable} if none is in time, or too many wait already, of all or of the address
     */
    <T> T inTurn(String address, Supplier<T> work) {
        if (!places.take(address)) {
            throw busy();
        }
        try {
            return inTurn(work);
        } finally {
            places.giveBack(address);
        }
    }

    private <T> T inTurn(Supplier<T> work) {
        if (!acquired()) {
            throw busy();
        }
        try {
            return work.get();
        } finally {
            turns.release();
        }
    }

    private static ProblemException busy() {
        return new ProblemException(
                Problem.of(ProblemCode.UNAVAILABLE, "Too many people are logging in. Try again shortly.")
                        .withRetryAfter(Duration.ofSeconds(2)));
    }

    private boolean acquired() {
        try {
            return turns.tryAcquire(settings.patience().toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private byte[] randomBytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    private static byte[] bytes(String password) {
        return Normalizer.normalize(password, Normalizer.Form.NFKC).getBytes(StandardCharsets.UTF_8);
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().withoutPadding().encodeToString(bytes);
    }
}
