package xyz.anipub.engineio.transport.http;

import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Headers that many requests have the same, kept once for all sessions: a browser's dozen is most of what an idle session
 * keeps. Only those that say nothing of a person, so that no secret outlives its session here.
 *
 * <p>Thread-safe without a lock: a value has one place, which the next one with the same place takes over.
 */
final class SharedHeaders {

    private static final int PLACES = 1_024;
    private static final int LONGEST = 256;

    private static final Map<String, String> NAMES = Stream.of(
                    "accept",
                    "accept-encoding",
                    "accept-language",
                    "cache-control",
                    "connection",
                    "content-length",
                    "content-type",
                    "dnt",
                    "host",
                    "origin",
                    "pragma",
                    "sec-ch-ua",
                    "sec-ch-ua-mobile",
                    "sec-ch-ua-platform",
                    "sec-fetch-dest",
                    "sec-fetch-mode",
                    "sec-fetch-site",
                    "sec-websocket-extensions",
                    "sec-websocket-version",
                    "upgrade",
                    "user-agent",
                    "x-forwarded-host",
                    "x-forwarded-port",
                    "x-forwarded-proto")
            .collect(Collectors.toUnmodifiableMap(Function.identity(), Function.identity()));

    private static final AtomicReferenceArray<List<String>> VALUES = new AtomicReferenceArray<>(PLACES);

    private SharedHeaders() {}

    /** The name, the same object for all requests if it is a usual one. */
    static String name(String name) {
        return NAMES.getOrDefault(name, name);
    }

    /**
     * The values of a header, the same list for all requests that had them lately, if the header is a usual one.
     *
     * @param values immutable
     */
    static List<String> values(String name, List<String> values) {
        if (!NAMES.containsKey(name) || values.stream().mapToInt(String::length).sum() > LONGEST) {
            return values;
        }
        int place = Math.floorMod(values.hashCode(), PLACES);
        List<String> shared = VALUES.get(place);
        if (values.equals(shared)) {
            return shared;
        }
        VALUES.set(place, values);
        return values;
    }
}
