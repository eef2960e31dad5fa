package xyz.anipub.socketio.adapter.redis.connection;

import java.util.Set;

/** What is wrong with a Redis, in one word. */
public enum RedisTrouble {
    /** Not all connections are there. */
    AWAY,
    /** It is a replica, which takes nothing. */
    READ_ONLY,
    /** It takes nothing more. */
    OUT_OF_MEMORY,
    /** It reads what it had kept. */
    LOADING,
    /** It does not let this node do what it has to. */
    REFUSED,
    /** A cluster lacks a master, or a replica its own. */
    INCOMPLETE,
    /** It answers with other errors. */
    ERRORS;

    private static final Set<String> RIGHTS = Set.of("NOPERM", "NOAUTH", "WRONGPASS", "DENIED");

    /** Of an error that it has answered: its first word says what it is. */
    static RedisTrouble of(Throwable failure) {
        String word = String.valueOf(failure.getMessage()).split(" ", 2)[0];
        return switch (word) {
            case "READONLY" -> READ_ONLY;
            case "OOM" -> OUT_OF_MEMORY;
            case "LOADING" -> LOADING;
            case "CLUSTERDOWN", "MASTERDOWN" -> INCOMPLETE;
            default -> RIGHTS.contains(word) ? REFUSED : ERRORS;
        };
    }
}
