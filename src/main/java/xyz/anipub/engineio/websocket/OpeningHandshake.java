package xyz.anipub.engineio.websocket;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The server's side of the opening handshake (RFC 6455 section 4.2), without extensions and subprotocols. A request's headers
 * are a function from a header's name to its values, in any case of letters; empty if it has none.
 */
public final class OpeningHandshake {

    private static final String VERSION = "13";
    private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    /** Of 16 bytes in base64. */
    private static final int KEY_LENGTH = 24;

    private static final int BAD_REQUEST = 400;
    private static final int UPGRADE_REQUIRED = 426;

    private OpeningHandshake() {}

    /**
     * Why no WebSocket is opened.
     *
     * @param status HTTP's
     * @param reason for people
     * @param headers that the answer has besides
     */
    public record Fault(int status, String reason, Map<String, String> headers) {}

    /** Whether a request offers WebSocket among what it would like the connection to be upgraded to (RFC 9110 section 7.8). */
    public static boolean isAskedFor(Function<String, List<String>> headers) {
        return names(headers.apply("Upgrade"), "websocket") && names(headers.apply("Connection"), "upgrade");
    }

    /**
     * What is wrong with a request (section 4.2.1); where it comes from, and whether the path is one, is for others to say.
     *
     * @param method the request's, such as GET
     * @param protocol the request's, such as HTTP/1.1
     * @return empty if the WebSocket may be opened
     */
    public static Optional<Fault> check(String method, String protocol, Function<String, List<String>> headers) {
        if (!method.equals("GET")) {
            return fault("not a GET");
        }
        if (!protocol.equals("HTTP/1.1")) {
            return fault("not HTTP/1.1");
        }
        if (!isAskedFor(headers)) {
            return fault("no upgrade to WebSocket");
        }
        if (!headers.apply("Sec-WebSocket-Version").equals(List.of(VERSION))) {
            Map<String, String> ours = Map.of("Sec-WebSocket-Version", VERSION);
            return Optional.of(new Fault(UPGRADE_REQUIRED, "not WebSocket version " + VERSION, ours));
        }
        List<String> keys = headers.apply("Sec-WebSocket-Key");
        return keys.size() == 1 && isKey(keys.get(0)) ? Optional.empty() : fault("no WebSocket key");
    }

    /**
     * The headers of the answer 101 (section 4.2.2).
     *
     * @param key the request's {@code Sec-WebSocket-Key}
     */
    public static Map<String, String> answer(String key) {
        return Map.of("Upgrade", "websocket", "Connection", "Upgrade", "Sec-WebSocket-Accept", accept(key));
    }

    /** The {@code Sec-WebSocket-Accept} for a {@code Sec-WebSocket-Key}, which proves that it was read. */
    public static String accept(String key) {
        try {
            MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
            byte[] digest = sha1.digest((key + GUID).getBytes(StandardCharsets.ISO_8859_1));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-1", e);
        }
    }

    private static boolean isKey(String key) {
        try {
            return key.length() == KEY_LENGTH && Base64.getDecoder().decode(key).length == 16;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static boolean names(List<String> values, String token) {
        return values.stream().flatMap(value -> Arrays.stream(value.split(","))).anyMatch(named -> named.strip()
                .equalsIgnoreCase(token));
    }

    private static Optional<Fault> fault(String reason) {
        return Optional.of(new Fault(BAD_REQUEST, reason, Map.of()));
    }
}
