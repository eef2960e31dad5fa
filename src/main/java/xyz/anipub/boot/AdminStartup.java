package xyz.anipub.boot;

import com.password4j.BcryptFunction;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.util.concurrent.ScheduledExecutorService;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import xyz.anipub.engineio.Engine;
import xyz.anipub.socketio.SocketServer;
import xyz.anipub.socketio.admin.AdminConfig;
import xyz.anipub.socketio.admin.AdminUi;
import xyz.anipub.socketio.admin.PasswordCheck;

/** Opens the namespace of the admin page if a password is configured; else there is no such namespace. */
@ApplicationScoped
class AdminStartup {

    private static final String HASH = "anipub.admin.password-hash";
    private static final Pattern BCRYPT = Pattern.compile("\\$2[aby]\\$(\\d\\d)\\$[./A-Za-z0-9]{53}");
    /** Some seconds; what costs more would keep everybody from logging in. */
    private static final int HIGHEST_COST = 16;

    @Inject
    private Settings settings;

    @Inject
    private SocketServer server;

    @Inject
    private Engine engine;

    @Inject
    private ScheduledExecutorService timers;

    @Inject
    private Clock clock;

    /** Before those who add handlers, so that what these emit to a new socket is seen, too. */
    void start(@Observes @Initialized(ApplicationScoped.class) @Priority(1) Object deployed) {
        settings.text(HASH).ifPresent(hash -> AdminUi.start(config(), check(hash), server, engine, timers, clock));
    }

    private AdminConfig config() {
        return new AdminConfig(
                settings.text("anipub.admin.namespace", "/admin"),
                settings.text("anipub.admin.username", "admin"),
                settings.choice("anipub.admin.mode", "production", "development")
                        .equals("development"),
                settings.choice("anipub.admin.read-only", "false", "true").equals("true"),
                hostname() + "#" + ProcessHandle.current().pid());
    }

    private static PasswordCheck check(String hash) {
        Matcher bcrypt = BCRYPT.matcher(hash);
        if (!bcrypt.matches() || Integer.parseInt(bcrypt.group(1)) > HIGHEST_COST) {
            // The value is as good as a secret.
            throw new IllegalArgumentException("Setting " + HASH
                    + " must be a bcrypt hash ($2a$, $2b$ or $2y$) of a cost up to " + HIGHEST_COST + ".");
        }
        BcryptFunction function = BcryptFunction.getInstanceFromHash(hash);
        return password -> function.check(password, hash);
    }

    private static String hostname() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }
}
