package xyz.anipub.engineio.transport.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/** The ways to compress an answer, the best first, and the choice among them by {@code Accept-Encoding} (RFC 9110, 12.5.3). */
public enum ContentCoding {
    /** Only of what was compressed when the program was built: Java cannot. */
    BR("br"),
    GZIP("gzip"),
    DEFLATE("deflate");

    private final String token;

    ContentCoding(String token) {
        this.token = token;
    }

    /** The word in {@code Content-Encoding}. */
    public String token() {
        return token;
    }

    /** The one that the client likes best, of those it likes as much the first; empty if it wants none. */
    public static Optional<ContentCoding> choose(@Nullable String accepted, Collection<ContentCoding> offered) {
        if (accepted == null) {
            return Optional.empty();
        }
        return offered.stream()
                .filter(coding -> coding.quality(accepted) > 0)
                .min(Comparator.<ContentCoding>comparingDouble(coding -> -coding.quality(accepted))
                        .thenComparing(Comparator.naturalOrder()));
    }

    /** The compressed content. */
    public byte[] encode(byte[] content) {
        ByteArrayOutputStream encoded = new ByteArrayOutputStream(content.length / 2);
        try (OutputStream out = this == GZIP ? new GZIPOutputStream(encoded) : new DeflaterOutputStream(encoded)) {
            out.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return encoded.toByteArray();
    }

    private double quality(String accepted) {
        String[] items = accepted.toLowerCase(Locale.ROOT).split(",");
        return Arrays.stream(items)
                .filter(item -> name(item).equals(token))
                .findFirst()
                .or(() -> Arrays.stream(items)
                        .filter(item -> name(item).equals("*"))
                        .findFirst())
                .map(ContentCoding::weight)
                .orElse(0.0);
    }

    private static String name(String item) {
        return item.split(";", 2)[0].strip();
    }

    private static double weight(String item) {
        for (String parameter : item.split(";")) {
            String text = parameter.strip();
            if (text.startsWith("q=")) {
                try {
                    return Double.parseDouble(text.substring(2));
                } catch (NumberFormatException e) {
                    // Nobody knows what it wants: it gets what every client can read.
                    return 0;
                }
            }
        }
        return 1;
    }
}
