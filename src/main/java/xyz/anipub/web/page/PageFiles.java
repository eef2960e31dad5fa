package xyz.anipub.web.page;

import jakarta.inject.Inject;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import xyz.anipub.web.file.StaticFile;

/**
 * Serves the page from the class-path folder {@code page/}, compressed for browsers that take it, with entity tags. What
 * has a hash in its name never changes; the rest is asked for again each time, which mostly costs a 304.
 */
@WebServlet(
        name = PageFiles.NAME,
        urlPatterns = {
            "",
            "/index.html",
            "/chat.js",
            "/chat.js.map",
            "/chat.css",
            "/chat.css.map",
            "/theme.js",
            "/theme.js.map",
            "/icon.svg",
            "/modules/*"
        })
public class PageFiles extends HttpServlet {

    private static final long serialVersionUID = 1L;

    static final String NAME = "page";

    private static final String FOLDER = "page";
    private static final String START = "/index.html";
    /** One path of plain names: nothing that could lead out of the folder, and nothing that is compressed already. */
    private static final Pattern PATH = Pattern.compile("(/[\\w-]+)*/[\\w-]+(\\.[\\w-]+)*\\.(html|js|css|svg|map)");

    private static final String NO_PICTURES = "<meta name=\"anipub-remote-images\" content=\"false\">";
    private static final String PICTURES = "<meta name=\"anipub-remote-images\" content=\"true\">";

    private final transient Map<String, StaticFile> files = new ConcurrentHashMap<>();

    @Inject
    private transient PageSettings settings;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        String path = request.getServletPath()
                + Optional.ofNullable(request.getPathInfo()).orElse("");
        String file = path.isEmpty() || path.equals("/") ? START : path;
        Optional<StaticFile> found = PATH.matcher(file).matches() ? file(file) : Optional.empty();
        if (found.isEmpty()) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        found.get().send(request, response);
    }

    /** Only what is there is kept, so that no number of wrong names fills the memory. */
    private Optional<StaticFile> file(String path) throws IOException {
        StaticFile known = files.get(path);
        if (known != null) {
            return Optional.of(known);
        }
        Optional<byte[]> content = read(path);
        if (content.isEmpty()) {
            return Optional.empty();
        }
        StaticFile file = path.equals(START)
                ? StaticFile.of(path, withSettings(content.get()), Optional.empty())
                : StaticFile.of(path, content.get(), read(path + ".br"));
        files.put(path, file);
        return Optional.of(file);
    }

    /** The page is told what its policy allows. */
    private byte[] withSettings(byte[] html) {
        String text = new String(html, StandardCharsets.UTF_8);
        return (settings.remoteImages() ? text.replace(NO_PICTURES, PICTURES) : text).getBytes(StandardCharsets.UTF_8);
    }

    private static Optional<byte[]> read(String path) throws IOException {
        URL url = PageFiles.class.getClassLoader().getResource(FOLDER + path);
        if (url == null) {
            return Optional.empty();
        }
        try (InputStream in = url.openStream()) {
            return Optional.of(in.readAllBytes());
        }
    }
}
