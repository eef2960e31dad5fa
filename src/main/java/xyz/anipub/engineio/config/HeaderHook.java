package xyz.anipub.engineio.config;

import java.util.Map;

/** Gives response headers to a handshake, or to every answer: the events {@code initial_headers} and {@code headers}. */
@FunctionalInterface
public interface HeaderHook {

    /** Adds nothing. */
    HeaderHook NONE = (headers, request) -> {};

    /**
     * Adds to {@code headers}, which are empty before. Runs on the container's thread and must not block; an exception
     * refuses the request with code 3.
     *
     * @param request the one that is answered
     */
    void add(Map<String, String> headers, HandshakeRequest request);
}
