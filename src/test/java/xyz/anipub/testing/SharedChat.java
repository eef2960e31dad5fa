package xyz.anipub.testing;

import java.util.Optional;

/**
 * The one chat server that the integration tests of a run share, started by whoever needs it first. Tests make their own
 * users and rooms in it. Its database is that of {@code ANIPUB_TEST_MONGODB_URI}, else the embedded one in a new folder.
 */
public final class SharedChat {

    private SharedChat() {}

    private static final class Started {

        static final PayaraMicro SERVER = start();

        private static PayaraMicro start() {
            PayaraMicro.Plan plan = PayaraMicro.plan("shared").war(PayaraMicro.chatWar());
            Optional.ofNullable(System.getenv("ANIPUB_TEST_MONGODB_URI"))
                    .filter(uri -> !uri.isBlank())
                    .ifPresentOrElse(
                            uri -> plan.environment("MONGODB_URI", uri),
                            () -> plan.setting(
                                    "anipub.data",
                                    PayaraMicro.newFolder("shared-data").toString()));
            return plan.start();
        }
    }

    public static PayaraMicro server() {
        return Started.SERVER;
    }

    /** A REST client of it that nobody is logged in to. */
    public static ChatApi api() {
        return new ChatApi(server().uri());
    }
}
