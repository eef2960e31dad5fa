package xyz.anipub.boot;

import com.password4j.BcryptFunction;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Priority;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import xyz.anipub.auth.BcryptHash;
import xyz.anipub.bean.SingletonBean;
import xyz.anipub.engineio.Engine;
import xyz.anipub.settings.Settings;
import xyz.anipub.socketio.admin.AdminConfig;
import xyz.anipub.socketio.admin.AdminUi;
import xyz.anipub.socketio.admin.PasswordCheck;
import xyz.anipub.socketio.server.SocketServer;

/** Opens the namespace of the admin page if a password is configured; else there is no such namespace. */
@SingletonBean
class AdminStartup {

    private static final String HASH = "anipub.admin.password-hash";

    private enum Mode {
        PRODUCTION,
        DEVELOPMENT
    }

    /** Hashes, one after the other, on no thread that sockets need; how many may wait is bounded where they come from. */
    private @Nullable ExecutorService hashing;

    @Resource
    private ManagedThreadFactory threads;

    @Inject
    private Settings settings;

    @Inject
    private SocketServer server;

    @Inject
    private Engine engine;

    @Inject
    private Clock clock;

    /** Before those who add handlers, so that what these emit to a new socket is seen, too. */
    void start(@Observes @Initialized(ApplicationScoped.class) @Priority(1) Object deployed) {
        settings.text(HASH).ifPresent(hash -> AdminUi.start(config(), check(hash), server, engine, clock));
    }

    @PreDestroy
    void stop() {
        if (hashing != null) {
            hashing.shutdownNow();
        }
    }

    private AdminConfig config() {
        return new AdminConfig(
                settings.text("anipub.admin.namespace", "/admin"),
                settings.text("anipub.admin.username", "admin"),
                settings.choice("anipub.admin.mode", Mode.PRODUCTION) == Mode.DEVELOPMENT,
                settings.flag("anipub.admin.read-only", false),
                hostname() + "#" + ProcessHandle.current().pid());
    }

    private PasswordCheck check(String hash) {
        if (!BcryptHash.is(hash)) {
            // The value is as good as a secret.
            throw new IllegalArgumentException("Setting " + HASH
                    + " must be a bcrypt hash ($2a$, $2b$ or $2y$) of a cost up to " + BcryptHash.HIGHEST_COST + ".");
        }
        BcryptFunction function = BcryptFunction.getInstanceFromHash(hash);
        ThreadPoolExecutor one =
                new ThreadPoolExecutor(1, 1, 30, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), threads);
        one.allowCoreThreadTimeOut(true);
        hashing = one;
        return password -> CompletableFuture.supplyAsync(() -> function.check(password, hash), one);
    }

    private static String hostname() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }
}
