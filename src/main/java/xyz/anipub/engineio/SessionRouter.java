package xyz.anipub.engineio;

import java.util.Optional;

/** Finds sessions that are not in this engine. Thread-safe; asks nobody and does not block. */
public interface SessionRouter {

    /** There are no other nodes. */
    SessionRouter NONE = (sid, address) -> Optional.empty();

    /**
     * The way to a session that another node may have.
     *
     * @param sid as a client sent it: anything
     * @param address the client's, by which it is counted; empty if nobody tells
     * @return empty if the sid names no node that lives, or this client may not ask for others' sessions now
     */
    Optional<RelayedSession> find(String sid, String address);
}
