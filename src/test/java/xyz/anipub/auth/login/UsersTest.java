package xyz.anipub.auth.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import xyz.anipub.auth.BcryptHash;
import xyz.anipub.auth.EmailKey;
import xyz.anipub.auth.LoginLimits;
import xyz.anipub.auth.PasswordSettings;
import xyz.anipub.auth.UnavailableException;
import xyz.anipub.auth.User;
import xyz.anipub.auth.token.AuthFixture;
import xyz.anipub.problem.Problem;
import xyz.anipub.problem.ProblemCode;
import xyz.anipub.problem.ProblemException;
import xyz.anipub.testing.GuideData;

class UsersTest {

    private static final String PASSWORD = "correct horse";

    private final AuthFixture auth = new AuthFixture();

    @Test
    void keepsATrimmedNameAndAHash() {
        User ann = auth.users.register("  Ann ", PASSWORD, "", "", "::1");
        assertThat(ann.name()).isEqualTo("Ann");
        assertThat(ann.id()).matches("[0-9a-f]{24}");
        assertThat(ann.passwordHash())
                .startsWith("$argon2id$v=19$m=64,t=1,p=1$")
                .doesNotContain(PASSWORD);
        assertThat(auth.users.find(ann.id())).contains(ann);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ann", "ANN", " Ann", "\uFF21nn"})
    void refusesANameThatIsTaken(String name) {
        auth.users.register("Ann", PASSWORD, "", "", "::1");
        assertThat(refusal(() -> auth.users.register(name, PASSWORD, "", "", "::1"))
                        .code())
                .isEqualTo(ProblemCode.CONFLICT);
    }

    @Test
    void letsOneOfTwoAtOnceHaveTheName() {
        auth.users.register("Ann", PASSWORD, "", "", "::1");
        auth.repository.raceOnNames();
        assertThat(refusal(() -> auth.users.register("ann", PASSWORD, "", "", "::1"))
                        .status())
                .isEqualTo(409);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Zoë", "zoë@Example.org ", "ZOË"})
    void logsInWhoWasTakenOverByNameOrByEmail(String name) {
        User zoe = new User("a".repeat(24), "Zoë", "", GuideData.BCRYPT);
        auth.repository.add(zoe, EmailKey.of("Zoë@example.org"));

        assertThat(refusal(() -> auth.users.login(name, PASSWORD, "::1")).status())
                .isEqualTo(401);
        assertThat(auth.users.login(name, GuideData.PASSWORD, "::1").id()).isEqualTo(zoe.id());

        String renewed = auth.users.find(zoe.id()).orElseThrow().passwordHash();
        assertThat(renewed).startsWith("$argon2id$v=19$m=64,t=1,p=1$");
        assertThat(auth.users.login(name, GuideData.PASSWORD, "::1").passwordHash())
                .isEqualTo(renewed);
    }

    /** Neither may stand in the other's way, whoever was there first. */
    @ParameterizedTest
    @ValueSource(strings = {"zoë@example.org", "Zoë@Example.org "})
    void tellsWhoseNameIsAnAddressFromWhoseAddressItIs(String name) {
        User zoe = new User("a".repeat(24), "Zoë", "", GuideData.BCRYPT);
        auth.repository.add(zoe, EmailKey.of("Zoë@example.org"));
        User called = auth.users.register("zoë@example.org", PASSWORD, "", "", "::1");

        assertThat(auth.users.login(name, PASSWORD, "::1")).isEqualTo(called);
        assertThat(auth.users.login(name, GuideData.PASSWORD, "::1").id()).isEqualTo(zoe.id());
        assertThat(refusal(() -> auth.users.login(name, "wrong horse", "::1")).status())
                .isEqualTo(401);
    }

    /** As bcrypt knows it: what is behind 72 bytes never counted. */
    @Test
    void takesALongPasswordAsTheOtherServerDid() {
        auth.repository.add(
                new User("a".repeat(24), "Zoë", "", "$2b$04$abcdefghijklmnopqrstuum2G75IXDN/xsgbNa/hCiPSKyIHQd70S"),
                "");
        assertThat(auth.users.login("Zoë", "0123456789".repeat(8), "::1").name())
                .isEqualTo("Zoë");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "$2b$31$abcdefghijklmnopqrstuuDqHB2diqTK0/8PDNuG0UPNZtnbPpZv2",
                "$1$abcdefgh$xxxxxxxxxxxxxxxxxxxxxx",
                "plain"
            })
    void takesNoOtherHashForOneOfBcrypt(String hash) {
        assertThat(BcryptHash.is(hash)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"javascript:alert(1)", "data:text/html,x", "http:x", "a b", "//[", "\\\\x"})
    void refusesPicturesThatAreNoAddress(String image) {
        assertThatThrownBy(() -> auth.users.register("Ann", PASSWORD, image, "", "::1"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "avatar1.jpg", "/a/b.png?x=1", "https://example.org/a.png", "HTTP://example.org/ä.png"})
    void takesPicturesByAddress(String image) {
        assertThat(auth.users.register("Ann", PASSWORD, image, "", "::1").image())
                .isEqualTo(image);
    }

    @Test
    void logsInIgnoringTheCaseOfTheName() {
        User ann = auth.users.register("Ann", PASSWORD, "", "", "::1");
        assertThat(auth.users.login(" aNN ", PASSWORD, "::1")).isEqualTo(ann);
    }

    @Test
    void takesThePasswordHoweverItsLettersWereComposed() {
        auth.users.register("Ann", "caf\u00E9 cr\u00E8me", "", "", "::1");
        assertThat(auth.users.login("Ann", "cafe\u0301 cre\u0300me", "::1").name())
                .isEqualTo("Ann");
    }

    @Test
    void doesNotSayWhetherTheNameOrThePasswordIsWrong() {
        auth.users.register("Ann", PASSWORD, "", "", "::1");
        Problem wrongPassword = refusal(() -> auth.users.login("Ann", "wrong horse", "::1"));
        Problem unknownName = refusal(() -> auth.users.login("Bob", PASSWORD, "::1"));
        assertThat(wrongPassword.status()).isEqualTo(401);
        assertThat(unknownName).isEqualTo(wrongPassword);
    }

    @Test
    void hashesForAnUnknownNameAtTheSameCost() {
        Passwords passwords = new Passwords(AuthFixture.CHEAP);
        assertThat(passwords.isOutdated(passwords.nobodys())).isFalse();
        assertThat(passwords.matches(PASSWORD, passwords.nobodys())).isFalse();
    }

    @Test
    void hashesInBothWaysForAWrongPasswordOnceSomebodyHasOneOfBcrypt() {
        Passwords passwords = new Passwords(AuthFixture.CHEAP);
        assertThat(passwords.otherKind(passwords.nobodys())).isEmpty();
        assertThat(passwords.matches(PASSWORD, GuideData.BCRYPT)).isFalse();
        assertThat(passwords.otherKind(GuideData.BCRYPT)).contains(passwords.nobodys());
        String besides = passwords.otherKind(passwords.nobodys()).orElseThrow();
        assertThat(besides).startsWith("$2b$04$").matches(BcryptHash::is, "is one of bcrypt");
        assertThat(passwords.matches(GuideData.PASSWORD, besides)).isFalse();
        assertThat(passwords.matches(GuideData.PASSWORD, GuideData.BCRYPT)).isTrue();
    }

    @Test
    void lacksAPasswordForUsersOfAnotherSite() {
        auth.ann();
        assertThat(refusal(() -> auth.users.login("Ann", "", "::1")).status()).isEqualTo(401);
    }

    @Test
    void renewsAHashOfOtherParameters() {
        User ann = auth.users.register("Ann", PASSWORD, "", "", "::1");
        PasswordSettings dearer = new PasswordSettings(
                AuthFixture.CHEAP.rule(), 128, 2, 1, 2, Duration.ofSeconds(20), 64, LoginLimits.USUAL);
        Users later = new Users(
                auth.settings.withPassword(dearer),
                auth.repository,
                auth.counts(attempt -> {}),
                List.of(),
                auth.registration,
                auth.clock);
        later.login("Ann", PASSWORD, "::1");
        String renewed = auth.repository.byId(ann.id()).orElseThrow().passwordHash();
        assertThat(renewed).startsWith("$argon2id$v=19$m=128,t=2,p=1$");
        assertThat(later.login("Ann", PASSWORD, "::1").passwordHash()).isEqualTo(renewed);
    }

    @Test
    void refusesTheEleventhFailureOfAMinute() {
        auth.users.register("Ann", PASSWORD, "", "", "::1");
        for (int i = 0; i < 10; i++) {
            assertThat(refusal(() -> auth.users.login("Ann", "wrong horse", "::1"))
                            .status())
                    .isEqualTo(401);
            auth.clock.forward(Duration.ofSeconds(1));
        }
        Problem problem = refusal(() -> auth.users.login("ann", PASSWORD, "::1"));
        assertThat(problem.status()).isEqualTo(429);
        assertThat(problem.retryAfter()).contains(Duration.ofSeconds(50));
        assertThat(auth.users.login("Ann", PASSWORD, "2001:db8::2").name()).isEqualTo("Ann");
        auth.clock.forward(Duration.ofSeconds(50));
        assertThat(auth.users.login("Ann", PASSWORD, "::1").name()).isEqualTo("Ann");
    }

    @Test
    void countsFailuresOfUnknownNamesToo() {
        for (int i = 0; i < 10; i++) {
            refusal(() -> auth.users.login("Nobody", "wrong horse", "::1"));
        }
        assertThat(refusal(() -> auth.users.login("Nobody", "wrong horse", "::1"))
                        .status())
                .isEqualTo(429);
    }

    @Test
    void countsTheIpv6AddressesOfOneCustomerTogether() {
        for (int i = 0; i < 10; i++) {
            String address = "2001:db8::" + i;
            refusal(() -> auth.users.login("Nobody", "wrong horse", address));
        }
        assertThat(refusal(() -> auth.users.login("Nobody", "wrong horse", "2001:db8::ffff"))
                        .status())
                .isEqualTo(429);
    }

    @Test
    void letsNoMorePassWhenManyGuessAtOnce() {
        auth.users.register("Ann", PASSWORD, "", "", "::1");
        List<CompletableFuture<Integer>> guesses = IntStream.range(0, 30)
                .mapToObj(i ->
                        CompletableFuture.supplyAsync(() -> refusal(() -> auth.users.login("Ann", "wrong " + i, "::1"))
                                .status()))
                .toList();
        long answered = guesses.stream()
                .map(CompletableFuture::join)
                .filter(status -> status == 401)
                .count();
        assertThat(answered).isEqualTo(10);
    }

    /** Who tries names by the thousand has only so many hashed and looked up; others come in. */
    @Test
    void limitsWhatAnAddressHasHashedForNamesThatItMakesUp() {
        auth.users.register("Ann", PASSWORD, "", "", "::1");
        int before = auth.repository.reads();
        long refused = IntStream.range(0, 1_000)
                .map(i -> refusal(() -> auth.users.login("Nobody " + i, PASSWORD, "2001:db8:1::" + i))
                        .status())
                .filter(status -> status == 429)
                .count();
        assertThat(refused).isEqualTo(900);
        assertThat(auth.repository.reads() - before).isEqualTo(100);
        assertThat(refusal(() -> auth.users.login("Ann", PASSWORD, "2001:db8:1::5"))
                        .status())
                .isEqualTo(429);
        assertThat(auth.users.login("Ann", PASSWORD, "::1").name()).isEqualTo("Ann");
        auth.clock.forward(Duration.ofMinutes(1));
        assertThat(auth.users.login("Ann", PASSWORD, "2001:db8:1::5").name()).isEqualTo("Ann");
    }

    @Test
    void limitsWhatAnAddressHasHashedForItsOwnAccount() {
        auth.users.register("Ann", PASSWORD, "", "", "::1");
        for (int i = 0; i < 300; i++) {
            auth.users.login("Ann", PASSWORD, "::1");
        }
        assertThat(refusal(() -> auth.users.login("Ann", PASSWORD, "::1")).status())
                .isEqualTo(429);
        assertThat(auth.users.login("Ann", PASSWORD, "2001:db8::2").name()).isEqualTo("Ann");
    }

    @Test
    void countsNoFailureThatTheStoreIsToBlameFor() {
        auth.users.register("Ann", PASSWORD, "", "", "::1");
        auth.repository.away(true);
        for (int i = 0; i < 20; i++) {
            assertThatThrownBy(() -> auth.users.login("Ann", PASSWORD, "::1")).isInstanceOf(UnavailableException.class);
        }
        auth.repository.away(false);
        assertThat(auth.users.login("Ann", PASSWORD, "::1").name()).isEqualTo("Ann");
    }

    /** A name that is taken is an answer as well. */
    @Test
    void limitsHowManyNamesAnAddressFindsOutByRegistering() {
        auth.users.register("Ann", PASSWORD, "", "", "2001:db8::2");
        int before = auth.repository.reads();
        long told = IntStream.range(0, 100)
                .map(i -> refusal(() -> auth.users.register("Ann", PASSWORD, "", "", "::1"))
                        .status())
                .filter(status -> status == 409)
                .count();
        assertThat(told).isEqualTo(30);
        assertThat(auth.repository.reads() - before).isEqualTo(30);
        assertThat(auth.users.register("Bob", PASSWORD, "", "", "2001:db8::2").name())
                .isEqualTo("Bob");
    }

    /** Nodes that tell each other at once. */
    @Test
    void countsFailuresAndRegistrationsOfAllNodesTogether() {
        AtomicReference<LoginCounts> there = new AtomicReference<>();
        LoginCounts here = auth.counts(attempt -> there.get().counted(attempt));
        there.set(auth.counts(here::counted));
        Users one = auth.node(here);
        Users other = auth.node(there.get());
        one.register("Ann", PASSWORD, "", "", "::1");
        for (int i = 0; i < 5; i++) {
            assertThat(refusal(() -> one.login("Ann", "wrong horse", "::1")).status())
                    .isEqualTo(401);
            assertThat(refusal(() -> other.login("Ann", "wrong horse", "::1")).status())
                    .isEqualTo(401);
        }
        assertThat(refusal(() -> one.login("Ann", PASSWORD, "::1")).status()).isEqualTo(429);
        assertThat(refusal(() -> other.login("Ann", PASSWORD, "::1")).status()).isEqualTo(429);
        for (int i = 1; i < 30; i++) {
            other.register("Bob " + i, PASSWORD, "", "", "::1");
        }
        assertThat(refusal(() -> one.register("Cat", PASSWORD, "", "", "::1")).status())
                .isEqualTo(429);
    }

    /** A success here takes back there what had been counted as a failure. */
    @Test
    void whoLogsInOnOneNodeHasNotFailedOnTheOther() {
        LoginCounts there = auth.counts(attempt -> {});
        Users one = auth.node(auth.counts(there::counted));
        Users other = auth.node(there);
        one.register("Ann", PASSWORD, "", "", "::1");
        for (int i = 0; i < 200; i++) {
            one.login("Ann", PASSWORD, "::1");
        }
        auth.repository.away(true);
        for (int i = 0; i < 20; i++) {
            assertThatThrownBy(() -> one.login("Ann", PASSWORD, "::1")).isInstanceOf(UnavailableException.class);
        }
        auth.repository.away(false);
        assertThat(other.login("Ann", PASSWORD, "::1").name()).isEqualTo("Ann");
    }

    @Test
    void refusesWorkThatFindsNoTurnInTime() {
        Passwords passwords = new Passwords(new PasswordSettings(
                AuthFixture.CHEAP.rule(), 64, 1, 1, 1, Duration.ofMillis(1), 64, LoginLimits.USUAL));
        Problem problem = passwords.inTurn("::1", () -> CompletableFuture.supplyAsync(
                        () -> refusal(() -> passwords.inTurn("2001:db8::2", () -> "a turn")))
                .join());
        assertThat(problem.status()).isEqualTo(503);
    }

    @Test
    void givesAnAddressAShareOfTheWaitingPlaces() {
        Passwords passwords = new Passwords(new PasswordSettings(
                AuthFixture.CHEAP.rule(), 64, 1, 1, 2, Duration.ofSeconds(20), 1, LoginLimits.USUAL));
        String other = passwords.inTurn("::1", () -> {
            assertThat(refusal(() -> passwords.inTurn("::1", () -> "no place")).status())
                    .isEqualTo(503);
            return passwords.inTurn("2001:db8::2", () -> "a turn");
        });
        assertThat(other).isEqualTo("a turn");
        assertThat(passwords.<String>inTurn("::1", () -> "again")).isEqualTo("again");
    }

    @Test
    void refusesTheThirtyFirstRegistrationOfAMinute() {
        for (int i = 0; i < 30; i++) {
            auth.users.register("Ann " + i, PASSWORD, "", "", "::1");
            auth.clock.forward(Duration.ofSeconds(1));
        }
        Problem problem = refusal(() -> auth.users.register("Bob", PASSWORD, "", "", "::1"));
        assertThat(problem.status()).isEqualTo(429);
        assertThat(problem.retryAfter()).contains(Duration.ofSeconds(30));
        assertThat(auth.users.register("Cat", PASSWORD, "", "", "2001:db8::2").name())
                .isEqualTo("Cat");
        auth.clock.forward(Duration.ofSeconds(30));
        assertThat(auth.users.register("Bob", PASSWORD, "", "", "::1").name()).isEqualTo("Bob");
    }

    private static Problem refusal(Runnable call) {
        return catchThrowableOfType(ProblemException.class, call::run).problem();
    }
}
