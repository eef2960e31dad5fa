package xyz.anipub.trace;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Whose doings this thread is at: the ids that a structured line of the log names beside its message.
 *
 * <p>Where a packet, a request or a room's turn begins, its thread opens a {@link Scope}; whoever learns more within it, as who the
 * caller is, adds that. A scope knows nothing of the one around it, so that no line ever names whom it is not about, and nothing stays
 * with a thread after its last scope. Work that goes on on another thread is not followed.
 *
 * <p>Until somebody {@linkplain #keep wants} them, nothing is kept, and all of this costs the read of a field.
 */
public final class LogContext {

    /** What a thread is at, until it ends; to be ended by the same thread, the inner one first. */
    public interface Scope {

        /** The thread is at what it was at before. */
        void end();
    }

    private static final Scope NOT_KEPT = () -> {};
    private static final ThreadLocal<LogContext> HERE = new ThreadLocal<>();
    private static volatile boolean kept;

    private @Nullable String session;
    private @Nullable String user;
    private @Nullable String room;

    private LogContext() {}

    /** Whether ids are kept from now on; not at first. */
    public static void keep(boolean isWanted) {
        kept = isWanted;
    }

    /**
     * What a log says in the place of a session's id, by which whoever knows it could act in its place: the first 8 hex digits of its SHA-256.
     */
    public static String tag(String sessionId) {
        try {
            byte[] sum = MessageDigest.getInstance("SHA-256").digest(sessionId.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(sum, 0, 4);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    /** A session's packet, or its beginning or end. */
    public static Scope ofSession(String id) {
        if (!kept) {
            return NOT_KEPT;
        }
        LogContext context = new LogContext();
        context.session = id;
        return open(context);
    }

    /** A room's turn. */
    public static Scope ofRoom(String id) {
        if (!kept) {
            return NOT_KEPT;
        }
        LogContext context = new LogContext();
        context.room = id;
        return open(context);
    }

    /** A request, of which nothing is known yet. */
    public static Scope ofRequest() {
        return kept ? open(new LogContext()) : NOT_KEPT;
    }

    /** What the scope is about is done by this user. Without a scope nothing happens. */
    public static void addUser(String id) {
        LogContext here = kept ? HERE.get() : null;
        if (here != null) {
            here.user = id;
        }
    }

    /** What the scope is about is done in this room. Without a scope nothing happens. */
    public static void addRoom(String id) {
        LogContext here = kept ? HERE.get() : null;
        if (here != null) {
            here.room = id;
        }
    }

    /** What is known here and now: {@code session}, by its {@link #tag}, {@code user} and {@code room}, as far as they are. */
    public static Map<String, String> ids() {
        Map<String, String> ids = new LinkedHashMap<>();
        LogContext here = HERE.get();
        if (here != null) {
            put(ids, "session", here.session == null ? null : tag(here.session));
            put(ids, "user", here.user);
            put(ids, "room", here.room);
        }
        return ids;
    }

    private static void put(Map<String, String> ids, String name, @Nullable String id) {
        if (id != null) {
            ids.put(name, id);
        }
    }

    private static Scope open(LogContext context) {
        LogContext before = HERE.get();
        HERE.set(context);
        return () -> {
            if (before == null) {
                HERE.remove();
            } else {
                HERE.set(before);
            }
        };
    }
}
