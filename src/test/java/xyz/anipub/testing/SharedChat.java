package xyz.anipub.testing;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The one chat server that the integration tests of a run share, started by whoever needs it first. Tests make their own
 * users and rooms in it. Its database is that of {@code ANIPUB_TEST_MONGODB_URI}, else the embedded one in a new folder.
 */
public final class SharedChat {

    private static final String SECRET = "the secret of the chat that tests share";
    private static final String ADMIN = "ad".repeat(12);

    private SharedChat() {}

    private static final class Started {

        static final TestServer SERVER = start();

        private static TestServer start() {
            TestServer.Plan plan = TestServer.plan("shared")
                    .war(TestServer.chatWar())
                    .setting("anipub.auth.secret", SECRET)
                    .setting("anipub.admins", ADMIN);
            Optional.ofNullable(System.getenv("ANIPUB_TEST_MONGODB_URI"))
                    .filter(uri -> !uri.isBlank())
                    .ifPresentOrElse(
                            uri -> plan.environment("MONGODB_URI", uri),
                            () -> plan.setting(
                                    "anipub.data",
                                    TestServer.newFolder("shared-data").toString()));
            if (TestServer.container() instanceof PayaraServer) {
                // Deploying is most of what is asked of it, and nothing of that often enough to be compiled well.
                plan.option("-XX:TieredStopAtLevel=1");
            }
            return plan.start();
        }
    }

    public static TestServer server() {
        return Started.SERVER;
    }

    /** An admin of the site. */
    public static Person admin() {
        Instant end = Instant.now().plus(Duration.ofHours(6));
        String token = SignedToken.of(SECRET, ADMIN, "Root", end);
        return new Person(api(), ADMIN, "Root", token, "");
    }

    /**
     * Somebody of another site.
     *
     * @param id 24 hex digits
     * @param age of the token
     */
    public static Person foreign(String id, String name, Duration age) {
        Instant now = Instant.now();
        String token = SignedToken.of(SECRET, id, name, now.minus(age), now.plus(Duration.ofHours(1)));
        return new Person(api(), id, name, token, "");
    }

    /** A REST client of it that nobody is logged in to. */
    public static ChatApi api() {
        return new ChatApi(server().uri());
    }
}
