package xyz.anipub.web.file;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import xyz.anipub.engineio.transport.http.ContentCoding;

/** One file in memory: as it is, and in each coding that there is of it. Immutable. */
public final class StaticFile {

    private static final System.Logger LOG = System.getLogger(StaticFile.class.getName());

    private static final int TAG_BYTES = 12;
    private static final String FOREVER = "public, max-age=31536000, immutable";
    private static final String ASK_AGAIN = "no-cache";
    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "json", "application/json",
            "svg", "image/svg+xml; charset=utf-8",
            "map", "application/json; charset=utf-8");

    private final Map<Optional<ContentCoding>, byte[]> codings;
    private final String contentType;
    private final String caching;
    private final String tag;

    private StaticFile(Map<Optional<ContentCoding>, byte[]> codings, String contentType, String caching, String tag) {
        this.codings = codings;
        this.contentType = contentType;
        this.caching = caching;
        this.tag = tag;
    }

    /**
     * @param path from its folder, beginning with a slash; its ending says what it is, and what is in {@code /modules/} never changes
     * @param brotli the content in that coding, made when the page was built
     */
    public static StaticFile of(String path, byte[] content, Optional<byte[]> brotli) {
        Map<Optional<ContentCoding>, byte[]> codings = new HashMap<>();
        codings.put(Optional.empty(), content);
        codings.put(Optional.of(ContentCoding.GZIP), ContentCoding.GZIP.encode(content));
        brotli.ifPresent(bytes -> codings.put(Optional.of(ContentCoding.BR), bytes));
        String type = TYPES.getOrDefault(path.substring(path.lastIndexOf('.') + 1), "application/octet-stream");
        return new StaticFile(codings, type, path.startsWith("/modules/") ? FOREVER : ASK_AGAIN, digest(content));
    }

    /** Answers with the file, blocking, or 304 if the client has it in the coding that it would get. */
    public void send(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Optional<ContentCoding> coding = ContentCoding.choose(
                request.getHeader("Accept-Encoding"),
                codings.keySet().stream().flatMap(Optional::stream).toList());
        String entity = '"' + tag + coding.map(chosen -> "-" + chosen.token()).orElse("") + '"';
        response.setHeader("Cache-Control", caching);
        response.setHeader("ETag", entity);
        response.addHeader("Vary", "Accept-Encoding");
        if (isKnown(request.getHeader("If-None-Match"), entity)) {
            response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
            return;
        }
        byte[] content = Objects.requireNonNull(codings.get(coding));
        coding.ifPresent(chosen -> response.setHeader("Content-Encoding", chosen.token()));
        response.setContentType(contentType);
        response.setContentLength(content.length);
        try {
            response.getOutputStream().write(content);
        } catch (IOException gone) {
            // Not the container's to report, with a stack trace for each client that left.
            LOG.log(Level.DEBUG, "A client left while it was sent a file: {0}", gone.getMessage());
        }
    }

    /** Compared weakly, as RFC 9110 has it for If-None-Match. */
    private static boolean isKnown(@Nullable String tags, String entity) {
        return tags != null
                && Arrays.stream(tags.split(","))
                        .map(known -> known.strip().replaceFirst("^W/", ""))
                        .anyMatch(known -> known.equals("*") || known.equals(entity));
    }

    private static String digest(byte[] content) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(content);
            return HexFormat.of().formatHex(hash, 0, TAG_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
