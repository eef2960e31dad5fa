package xyz.anipub.socketio.adapter.redis.connection;

import java.security.cert.CertificateException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Why there is no connection, or no answer, and what to do about it; for the log, so without anything of the address that may be secret. */
final class Advice {

    /** By what the failure says, the first that fits. */
    private static final List<Map.Entry<String, String>> KNOWN = List.of(
            Map.entry("WRONGPASS", "it refuses the user or the password in its address"),
            Map.entry("NOAUTH", "it wants a password, and perhaps a user, in its address"),
            Map.entry("not an SSL/TLS record", "it speaks no TLS at this port: write redis://, or its port for TLS"),
            Map.entry("handshake timed out", "it does not speak TLS at this port: write redis://, or its port for TLS"),
            Map.entry("cluster support disabled", "it is no Redis Cluster: name one host alone"),
            Map.entry("READONLY", "it is a replica, which takes nothing: name its master, or its Sentinels"),
            Map.entry("MASTERDOWN", "it is a replica that has lost its master"),
            Map.entry("LOADING", "it is still reading what it had kept"),
            Map.entry("CLUSTERDOWN", "the cluster lacks a master, or is not complete"),
            Map.entry("MOVED", "it is a Redis Cluster: name several of its hosts"),
            Map.entry("Connection reset", "it closes the connection at once; if it wants TLS, write rediss://"),
            Map.entry("Connection closed", "it closes the connection at once; if it wants TLS, write rediss://"));

    private Advice() {}

    static String on(Throwable failure) {
        List<Throwable> reasons = reasons(failure).toList();
        for (Throwable reason : reasons) {
            if (reason instanceof CertificateException) {
                return String.valueOf(reason.getMessage()).contains("matching")
                        ? "its certificate is for another host: " + reason.getMessage()
                        : "its certificate is not trusted; name the CA that signed it (" + reason.getMessage() + ")";
            }
        }
        return KNOWN.stream()
                .filter(each -> reasons.stream()
                        .anyMatch(reason -> String.valueOf(reason.getMessage()).contains(each.getKey())))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseGet(() -> last(failure));
    }

    /** With those of each server that was tried. */
    private static Stream<Throwable> reasons(Throwable failure) {
        Stream<Throwable> further = Arrays.stream(failure.getSuppressed());
        Throwable cause = failure.getCause();
        return Stream.concat(
                Stream.of(failure),
                (cause == null ? further : Stream.concat(Stream.of(cause), further)).flatMap(Advice::reasons));
    }

    /** The innermost one knows best, and does not repeat the address. */
    private static String last(Throwable failure) {
        Throwable inner = failure.getCause();
        if (inner == null && failure.getSuppressed().length > 0) {
            inner = failure.getSuppressed()[0];
        }
        return inner == null ? String.valueOf(failure.getMessage()) : last(inner);
    }
}
