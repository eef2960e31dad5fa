package xyz.anipub.auth;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import xyz.anipub.text.TextRule;

/** Which addresses a user's picture may have: http, https or relative; up to 1,000 characters. */
public final class ImageUrl {

    public static final TextRule RULE = TextRule.name(0, 1000);

    private ImageUrl() {}

    public static boolean isAllowed(String text) {
        if (text.isEmpty()) {
            return true;
        }
        try {
            URI uri = new URI(text);
            String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
            return switch (scheme) {
                case "" -> true;
                case "http", "https" -> uri.getHost() != null;
                default -> false;
            };
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
