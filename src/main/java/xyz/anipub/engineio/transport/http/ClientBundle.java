package xyz.anipub.engineio.transport.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger.Level;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The eight files of the browser client (protocol section 8), from the class-path folder {@code socket.io-client/}.
 * A file that is not there is not served; any other name is none of its business.
 */
public final class ClientBundle {

    private static final System.Logger LOG = System.getLogger(ClientBundle.class.getName());

    private static final String FOLDER = "socket.io-client/";
    private static final String[] SCRIPTS = {
        "socket.io.js", "socket.io.min.js", "socket.io.msgpack.min.js", "socket.io.esm.min.js"
    };
    private static final Pattern VERSION = Pattern.compile("Socket\\.IO v(\\d[\\w.+-]*)");
    private static final int LICENCE_HEADER = 200;

    private final Map<String, File> files;

    private ClientBundle(Map<String, File> files) {
        this.files = Map.copyOf(files);
    }

    public static ClientBundle fromClassPath(ClassLoader loader) {
        Map<String, File> files = new HashMap<>();
        for (String script : SCRIPTS) {
            Optional<String> tag = Optional.ofNullable(loader.getResource(FOLDER + script))
                    .map(ClientBundle::version)
                    .map(version -> '"' + version + '"');
            for (String name : Arrays.asList(script, script + ".map")) {
                URL url = loader.getResource(FOLDER + name);
                if (tag.isPresent() && url != null) {
                    files.put('/' + name, new File(codings(loader, name, content(url)), contentType(name), tag.get()));
                }
            }
        }
        return new ClientBundle(files);
    }

    /** @param pathInfo the request's path below the servlet's, with its leading slash */
    public Optional<File> find(Optional<String> pathInfo) {
        return pathInfo.map(files::get);
    }

    /** The file as it is, and in all codings that there are of it; made once. */
    private static Map<Optional<ContentCoding>, byte[]> codings(ClassLoader loader, String name, byte[] content) {
        Map<Optional<ContentCoding>, byte[]> codings = new HashMap<>();
        codings.put(Optional.empty(), content);
        codings.put(Optional.of(ContentCoding.GZIP), ContentCoding.GZIP.encode(content));
        codings.put(Optional.of(ContentCoding.DEFLATE), ContentCoding.DEFLATE.encode(content));
        Optional.ofNullable(loader.getResource(FOLDER + name + ".br"))
                .ifPresent(url -> codings.put(Optional.of(ContentCoding.BR), content(url)));
        return codings;
    }

    private static String contentType(String name) {
        return name.endsWith(".map") ? "application/json; charset=utf-8" : "application/javascript; charset=utf-8";
    }

    private static byte[] content(URL file) {
        try (InputStream in = file.openStream()) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new IllegalStateException("cannot read " + file, e);
        }
    }

    /** The version that the licence header of the script names. */
    private static String version(URL script) {
        try (InputStream in = script.openStream()) {
            Matcher matcher = VERSION.matcher(new String(in.readNBytes(LICENCE_HEADER), StandardCharsets.UTF_8));
            if (!matcher.find()) {
                throw new IllegalStateException("no version in the header of " + script);
            }
            return matcher.group(1);
        } catch (IOException e) {
            throw new IllegalStateException("cannot read " + script, e);
        }
    }

    /** One file with its entity tag, the quoted version. */
    public static final class File {

        private final Map<Optional<ContentCoding>, byte[]> codings;
        private final String contentType;
        private final String tag;

        File(Map<Optional<ContentCoding>, byte[]> codings, String contentType, String tag) {
            this.codings = codings;
            this.contentType = contentType;
            this.tag = tag;
        }

        /** Answers with the file, blocking, or 304 if the client has it. */
        public void send(HttpServletRequest request, HttpServletResponse response) throws IOException {
            response.setHeader("Cache-Control", "public, max-age=0");
            response.setHeader("ETag", tag);
            response.addHeader("Vary", "Accept-Encoding");
            String known = request.getHeader("If-None-Match");
            if (tag.equals(known) || ("W/" + tag).equals(known)) {
                response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
                return;
            }
            List<ContentCoding> offered =
                    codings.keySet().stream().flatMap(Optional::stream).toList();
            Optional<ContentCoding> coding = ContentCoding.choose(request.getHeader("Accept-Encoding"), offered);
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
    }
}
